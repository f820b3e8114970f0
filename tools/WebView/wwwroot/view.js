// Tells whether the tab is in view: one that is hidden needs nothing. And the time zone of whoever looks.
let page = null;

// What cannot be told while the connection is lost is told when it is there again.
function tell() {
  page?.invokeMethodAsync("Seen", !document.hidden, Intl.DateTimeFormat().resolvedOptions().timeZone ?? "", -new Date().getTimezoneOffset())
    .catch(() => { });
}

document.addEventListener("visibilitychange", tell);
document.addEventListener("connectionup", tell);

export function watch(reference) {
  page = reference;
  tell();
}
