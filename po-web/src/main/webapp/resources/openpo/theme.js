// Runs before the first paint: "same as system" becomes light or dark.
(function (root, system) {
  "use strict";
  root.dataset.themeChoice = root.dataset.theme;
  function resolve() {
    if (root.dataset.themeChoice === "system") {
      root.dataset.theme = system.matches ? "dark" : "light";
    }
  }
  system.addEventListener("change", resolve);
  resolve();
})(document.documentElement, window.matchMedia("(prefers-color-scheme: dark)"));
