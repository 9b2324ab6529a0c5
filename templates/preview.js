// Refreshes what is shown when a file is saved, and keeps the place; reading needs none of it.
(() => {
  "use strict";
  const FOCUSABLE = "a[href], button, input, select, summary, [tabindex], iframe";
  const said = document.getElementById("said");
  const parse = (text) => new DOMParser().parseFromString(text, "text/html");
  const tell = (words) => { said.textContent = words; };

  // Where somebody reads: the nearest thing above the top of the window that has a name.
  const place = (page) => {
    const view = page.defaultView;
    let held = null;
    for (const one of page.querySelectorAll("[id]")) {
      const box = one.getBoundingClientRect();
      if (box.height && box.top <= 8 && box.bottom > 0) held = one;
    }
    const top = held && held.getBoundingClientRect().top;
    const { scrollX, scrollY } = view;
    return () => {
      const now = held && page.getElementById(held.id);
      view.scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
      if (now) view.scrollBy({ top: now.getBoundingClientRect().top - top, behavior: "instant" });
    };
  };

  const focus = (page, within) => {
    const at = page.activeElement;
    if (!at || !within.contains(at) || at === page.body) return () => {};
    const index = [...within.querySelectorAll(FOCUSABLE)].indexOf(at);
    const { id } = at;
    const href = at.getAttribute("href");
    return (fresh) => {
      const all = [...fresh.querySelectorAll(FOCUSABLE)];
      const found =
        (id && page.getElementById(id)) ||
        (href && all.find((one) => one.getAttribute("href") === href)) ||
        all[Math.min(index, all.length - 1)];
      if (found) found.focus({ preventScroll: true });
    };
  };

  const sections = (page) => {
    const found = new Map();
    for (const one of page.querySelectorAll("section")) {
      const heading = one.querySelector("h2");
      if (heading && !one.classList.contains("fault")) found.set(heading.textContent.trim(), one.textContent.replace(/\s+/g, " "));
    }
    return found;
  };

  // Null where there are no sections to compare: pictures of pages, or changes.
  const changed = (was, now) => {
    if (!now.size) return null;
    const names = [...now].filter(([name, words]) => was.get(name) !== words).map(([name]) => name);
    for (const name of was.keys()) if (!now.has(name)) names.push(name);
    return names;
  };

  const told = (names) => {
    if (!names) return "Saved. This page shows what there is now.";
    if (!names.length) return "Saved. No words of this notice changed.";
    return "Saved. Changed: " + names.join("; ") + ".";
  };

  const renewFrame = async (frame, asked) => {
    const page = frame.contentDocument;
    const answer = await asked;
    if (!answer.ok || !page || !page.body) return null;
    const fresh = parse(await answer.text());
    const names = changed(sections(page), sections(fresh));
    if (fresh.documentElement.innerHTML === page.documentElement.innerHTML) return names;
    const back = place(page);
    const refocus = focus(page, page.body);
    page.documentElement.replaceChildren(page.adoptNode(fresh.head), page.adoptNode(fresh.body));
    refocus(page.body);
    back();
    return names;
  };

  const swap = (old, fresh) => {
    if (old.innerHTML === fresh.innerHTML) return;
    const open = [...old.querySelectorAll("details[open][id]")].map((one) => one.id);
    const refocus = focus(document, old);
    old.replaceChildren(...[...fresh.childNodes].map((one) => document.adoptNode(one)));
    for (const id of open) {
      const one = document.getElementById(id);
      if (one) one.open = true;
    }
    refocus(old);
  };

  const refresh = async () => {
    const frame = document.getElementById("frame");
    const [around, framed] = [location.href, frame && frame.src].map((one) => one && fetch(one));
    if (framed) framed.catch(() => {});
    const page = parse(await (await around).text());
    const was = sections(document);
    const back = place(document);
    document.body.dataset.generation = page.body.dataset.generation;
    const next = page.getElementById("frame");
    const keeps = frame && next && frame.getAttribute("src") === next.getAttribute("src");
    for (const old of document.querySelectorAll("[data-fresh]")) {
      const fresh = page.getElementById(old.id);
      if (fresh && !(keeps && old.contains(frame))) swap(old, fresh);
    }
    for (const picture of document.querySelectorAll(".sheets img")) {
      picture.src = picture.getAttribute("src").replace(/#.*/, "") + "#" + page.body.dataset.generation;
    }
    sift();
    back();
    const fault = document.querySelector("#fault pre");
    const names = keeps ? await renewFrame(frame, framed) : changed(was, sections(document));
    tell(fault ? "A fault: " + fault.textContent.trim().split("\n")[0] : told(names));
  };

  // One refresh at a time; what is saved meanwhile asks for one more, however often.
  let running = false;
  let again = false;
  const ask = async () => {
    again = true;
    if (running) return;
    running = true;
    while (again) {
      again = false;
      try {
        await refresh();
      } catch {
        tell("The preview does not answer. Start it again, then load this page anew.");
      }
    }
    running = false;
  };

  const listen = () => {
    const events = new EventSource("/events");
    events.addEventListener("state", (event) => {
      if (event.data !== document.body.dataset.generation) ask();
    });
    addEventListener("pagehide", () => events.close());
  };

  // F8 and Shift F8: the facts one after the other.
  const next = (event) => {
    if (event.key !== "F8") return;
    const all = [...document.querySelectorAll(".fact summary")];
    if (!all.length) return;
    event.preventDefault();
    const at = all.indexOf(document.activeElement);
    const one = all[(at + (event.shiftKey ? -1 : 1) + all.length) % all.length];
    if (!one) return;
    one.parentElement.open = true;
    one.focus();
  };

  const sift = () => {
    const asked = document.getElementById("q").value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const item of document.querySelectorAll("#members > li")) {
      const name = item.textContent.toLowerCase();
      item.hidden = !asked.every((word) => name.includes(word));
    }
  };

  listen();
  document.getElementById("q").addEventListener("input", sift);
  document.addEventListener("keydown", next);
})();
