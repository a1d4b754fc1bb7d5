"""The one way in which the launcher refuses: a sentence with its parameters."""

from launcher.words import Words, language


class RefusalError(Exception):
    """What is missing or wrong, said in one sentence that names the remedy."""

    def __init__(self, sentence: Words, **params: object) -> None:
        super().__init__(sentence, params)
        self.sentence = sentence
        self.params = params

    def __str__(self) -> str:
        return self.sentence.words(language(), **self.params)
