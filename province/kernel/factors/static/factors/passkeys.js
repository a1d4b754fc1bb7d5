/* Asks the browser for a passkey, puts its answer into the form and sends it. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-passkey]");
  if (!form) return;
  const button = form.querySelector("[data-passkey-ask]");
  const missing = form.querySelector("[data-passkey-missing]");
  const failed = form.querySelector("[data-passkey-failed]");
  if (!window.PublicKeyCredential) {
    button.hidden = true;
    missing.hidden = false;
    return;
  }
  button.hidden = false;
  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")
      .replace(/=+$/, "");
  const listed = (items) => (items || []).map((item) => ({ ...item, id: bytes(item.id) }));
  const options = JSON.parse(form.dataset.options).publicKey;
  options.challenge = bytes(options.challenge);
  if (options.user) options.user = { ...options.user, id: bytes(options.user.id) };
  options.excludeCredentials = listed(options.excludeCredentials);
  options.allowCredentials = listed(options.allowCredentials);
  button.addEventListener("click", async () => {
    failed.hidden = true;
    button.disabled = true;
    try {
      const found =
        form.dataset.passkey === "create"
          ? await navigator.credentials.create({ publicKey: options })
          : await navigator.credentials.get({ publicKey: options });
      const response = {};
      for (const name of [
        "clientDataJSON",
        "attestationObject",
        "authenticatorData",
        "signature",
        "userHandle",
      ]) {
        if (found.response[name]) response[name] = text(found.response[name]);
      }
      form.elements.answer.value = JSON.stringify({
        id: found.id,
        rawId: text(found.rawId),
        type: found.type,
        clientExtensionResults: {},
        response,
      });
      form.submit();
    } catch {
      failed.hidden = false;
      button.disabled = false;
      button.focus();
    }
  });
})();
