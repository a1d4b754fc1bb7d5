"""Logs: one JSON line each, personal numbers masked, no values of variables in tracebacks."""

import logging
from typing import Any

import structlog
from structlog.typing import Processor

from province.foundation.logs.masking import mask_event

_BEFORE: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
_AFTER: list[Processor] = [
    structlog.processors.ExceptionRenderer(
        structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
    ),
    mask_event,
    structlog.processors.JSONRenderer(ensure_ascii=False),
]

structlog.configure(
    processors=[*_BEFORE, *_AFTER],
    wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    logger_factory=structlog.PrintLoggerFactory(),
)
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "masked": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": [*_BEFORE, structlog.stdlib.add_logger_name],
            "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_AFTER],
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "masked"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}, "axes": {"level": "ERROR"}},
}
