// Shows the buttons that need passkeys where the browser has them, and says what went wrong.
// The ceremony itself is allauth's (mfa/js/webauthn.js). A passkey belongs to a host name, so an
// address of digits cannot have any.
const possible = Boolean(window.PublicKeyCredential) && !/^[\d.]+$|:/.test(location.hostname);
for (const part of document.querySelectorAll("[data-passkey]")) part.hidden = !possible;
for (const part of document.querySelectorAll("[data-passkey-missing]")) part.hidden = possible;

const WORDS = {
  NotAllowedError: "That was stopped, or took too long. Try again, or choose another way.",
  InvalidStateError: "This device or key is on your account already.",
  SecurityError: "This address of the site cannot use passkeys.",
  NotSupportedError: "This device or key cannot do what is needed. Try another one.",
};

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const status of document.querySelectorAll("[data-passkey-status]")) {
    status.hidden = false;
    status.textContent =
      WORDS[event.detail.exception.name] ?? "That did not work. Try again, or choose another way.";
  }
});
