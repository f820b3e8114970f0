// Tells whether the tab is in view: one that is hidden needs nothing.
let page = null;

document.addEventListener("visibilitychange", () => page?.invokeMethodAsync("Seen", !document.hidden));

export function watch(reference) {
  page = reference;
  page.invokeMethodAsync("Seen", !document.hidden);
}
