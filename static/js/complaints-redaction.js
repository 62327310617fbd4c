// Takes what a handler selected in the story over into the words to hide. Without it they type the words.
"use strict";

(() => {
  const story = document.getElementById("story");
  const button = document.querySelector("[data-hide-selection]");
  if (!story || !button) {
    return;
  }
  const words = document.querySelector(button.dataset.hideSelection);
  button.hidden = false;
  // Pressing the button must not end the selection.
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    const selection = document.getSelection();
    if (!selection || selection.rangeCount === 0 || !story.contains(selection.getRangeAt(0).commonAncestorContainer)) {
      words.focus();
      return;
    }
    const passage = selection.toString().replace(/\s+/g, " ").trim();
    if (passage && !words.value.split("\n").includes(passage)) {
      words.value = [words.value.trimEnd(), passage].filter(Boolean).join("\n");
    }
  });
})();
