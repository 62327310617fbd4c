// Saves what was typed when the page is put aside, and warns before the browser forgets the form.
(() => {
  const form = document.querySelector("[data-step-form]");
  const status = document.querySelector("[data-idle]");
  if (!form || !status) return;
  const WARN_BEFORE = 10 * 60;
  const seconds = Math.max(Number(status.dataset.idle) - WARN_BEFORE, 60);
  let timer;
  let sent = false;
  const save = () => {
    const answers = new FormData(form);
    answers.set("go", "save");
    return fetch(form.action, { method: "POST", body: answers, keepalive: true, credentials: "same-origin" });
  };
  const warn = async () => {
    let isSaved = false;
    try {
      isSaved = (await save()).status === 204;
    } catch {
      isSaved = false;
    }
    status.textContent = isSaved ? status.dataset.idleSaved : status.dataset.idleFailed;
  };
  const begin = () => {
    clearTimeout(timer);
    timer = setTimeout(warn, seconds * 1000);
  };
  ["input", "change"].forEach((name) =>
    form.addEventListener(name, () => {
      status.textContent = "";
      begin();
    }),
  );
  form.addEventListener("submit", () => {
    sent = true;
  });
  window.addEventListener("pageshow", () => {
    sent = false;
  });
  document.addEventListener("visibilitychange", () => {
    const isLeft = document.documentElement.dataset.left === "true";
    if (document.visibilityState === "hidden" && !sent && !isLeft) save().catch(() => {});
  });
  begin();
})();
