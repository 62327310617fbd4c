// Saves a step of a report in the background a moment after something was typed. Without it the buttons save.
(() => {
  const form = document.querySelector("form[data-autosave]");
  const status = form && form.querySelector("[data-autosave-status]");
  if (!status) return;
  const WAIT = 1500;
  let timer = null;
  let running = null;
  let isStopped = false;
  const tell = (text) => {
    status.textContent = text;
  };
  const send = async () => {
    const answers = new FormData(form);
    answers.set("autosave", "1");
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: answers,
        credentials: "same-origin",
        keepalive: true,
      });
      if (answer.status === 409) {
        isStopped = true;
        tell(form.dataset.changed);
        return;
      }
      const told = await answer.json();
      form.elements.version.value = told.version;
      tell(`${form.dataset.saved} ${told.at}`);
    } catch {
      tell(form.dataset.failed);
    }
  };
  const wait = () => {
    clearTimeout(timer);
    timer = null;
  };
  const save = async () => {
    wait();
    if (running) await running;
    if (isStopped) return;
    running = send();
    await running;
    running = null;
  };
  ["input", "change"].forEach((name) =>
    form.addEventListener(name, () => {
      wait();
      if (!isStopped) timer = setTimeout(save, WAIT);
    }),
  );
  // A save that is under way ends first: it brings the version that the form is sent with.
  form.addEventListener("submit", async (event) => {
    wait();
    if (!running) return;
    event.preventDefault();
    await running;
    form.requestSubmit(event.submitter);
  });
  // The page behind a link must find what was typed here.
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[href]");
    const goes = link && link.origin === location.origin && link.pathname !== location.pathname;
    if (!goes || event.ctrlKey || event.metaKey || !(timer || running)) return;
    event.preventDefault();
    await save();
    location.assign(link.href);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && timer) save();
  });
})();
