// Light or dark: as the system has it, or as was chosen here. It runs before anything is drawn.
(() => {
  const key = "sensornet-theme";
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");

  const chosen = () => {
    try {
      const kept = localStorage.getItem(key);
      return kept === "light" || kept === "dark" ? kept : "system";
    } catch {
      return "system"; // The browser keeps nothing for this page.
    }
  };

  const apply = (choice) => {
    root.dataset.theme = choice === "system" ? (dark.matches ? "dark" : "light") : choice;
    document.dispatchEvent(new Event("themechange"));
  };

  let choice = chosen();
  apply(choice);
  dark.addEventListener("change", () => apply(choice));
  document.addEventListener("DOMContentLoaded", () => {
    const select = document.getElementById("theme");
    select.value = choice;
    select.addEventListener("change", () => {
      choice = select.value;
      apply(choice);
      try {
        localStorage.setItem(key, choice);
      } catch {
        // It holds for this tab then.
      }
    });
  });
})();
