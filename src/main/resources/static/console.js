// What pages of the console do more quickly with scripts: everything works without this file.
"use strict";

const typing = (target) => target.closest("input, select, textarea, [contenteditable]");

// One fold of the menu on narrow screens, open on wide ones.
const narrow = matchMedia("(max-width: 48rem)");
const fold = () => {
    for (const menu of document.querySelectorAll(".menu-fold")) menu.open = !narrow.matches;
};
narrow.addEventListener("change", fold);
fold();

// The tab that is open is to be seen where not all of them are.
document.querySelector(".tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// `/` searches, `c` creates, `?` lists those that do something on this page.
const keyed = (key) => document.querySelector(`[data-key="${CSS.escape(key)}"]`);
const showKeys = () => {
    for (const each of document.querySelectorAll("#keys [data-of]")) each.hidden = !keyed(each.dataset.of);
    document.getElementById("keys").showModal();
};
document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const wanted = keyed(event.key);
    if (event.key === "?") showKeys();
    else if (!wanted) return;
    else if (wanted.matches("a")) wanted.click();
    else (wanted.matches("input") ? wanted : wanted.querySelector("input")).focus();
    event.preventDefault();
});
document.querySelector("[data-opens=keys]")?.addEventListener("click", showKeys);
for (const foot of document.querySelectorAll(".foot")) foot.hidden = false;

// A sheet of the bar closes when somebody goes elsewhere, and on Escape.
const elsewhere = (event) => {
    for (const sheet of document.querySelectorAll(".bar details[open]"))
        if (!sheet.contains(event.target)) sheet.open = false;
};
document.addEventListener("click", elsewhere);
document.addEventListener("focusin", elsewhere);
document.addEventListener("keydown", (event) => {
    const sheet = document.querySelector(".bar details[open]");
    if (event.key !== "Escape" || !sheet) return;
    sheet.open = false;
    sheet.querySelector("summary").focus();
});

// Nobody leaves a form that they have changed without being asked.
const changed = new Set();
const state = (form) => new URLSearchParams(new FormData(form)).toString();
const first = new WeakMap();

// What is typed into one of several steps stands in its address, so that loading it anew and the way back find it.
const keep = (form) => {
    const fields = new FormData(form);
    fields.delete("mark");
    const address = `?${new URLSearchParams(fields)}`;
    if (address.length > Number(form.dataset.kept)) return;
    history.replaceState(history.state, "", address);
    first.set(form, state(form));
    changed.delete(form);
};
for (const form of document.querySelectorAll("[data-guarded]")) {
    first.set(form, state(form));
    if (document.querySelector(".complaint, #foretold, #as-request")) changed.add(form);
    form.addEventListener("input", () => (state(form) === first.get(form) ? changed.delete(form) : changed.add(form)));
    form.addEventListener("submit", () => changed.delete(form));
    if (!form.dataset.kept) continue;
    let soon;
    form.addEventListener("input", () => {
        clearTimeout(soon);
        soon = setTimeout(keep, 200, form);
    });
    form.addEventListener("submit", () => keep(form));
}
addEventListener("beforeunload", (event) => {
    if ([...changed].some((form) => form.isConnected)) event.preventDefault();
});

// What a form was answered with is left for the page that it stands on, and what it has made has an address of its own:
// loading the page anew and the way back lead there, and send nothing again.
for (const made of document.querySelectorAll("[data-address]"))
    history.replaceState(history.state, "", made.dataset.address);

// What is to be copied.
document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copies]");
    if (!button) return;
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent);
    const said = button.textContent;
    button.textContent = button.dataset.copied;
    setTimeout(() => (button.textContent = said), 2000);
});

// What is looked for in the background and not found there is asked for openly: somebody may have to sign in again.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (detail.xhr.status < 400 && detail.xhr.responseText.includes(`id="${detail.target.id}"`)) return;
    detail.shouldSwap = false;
    location.assign(detail.pathInfo.finalRequestPath);
});

// Whoever chooses another language comes back to what the page shows by now.
const loaded = { path: location.pathname, query: location.search };
document.addEventListener("submit", ({ target }) => {
    const back = target.querySelector("[data-back]");
    if (back && location.pathname === loaded.path && location.search !== loaded.query)
        back.value = back.value.replace(/\?.*|$/s, location.search);
});

// A picture from a file, into the field that holds it as a data URL.
for (const input of document.querySelectorAll("[data-reads]")) {
    input.closest("[hidden]").hidden = false;
    input.addEventListener("change", () => {
        if (!input.files[0]) return;
        const reader = new FileReader();
        reader.addEventListener("load", () => {
            const field = document.getElementById(input.dataset.reads);
            field.value = reader.result;
            field.dispatchEvent(new Event("input", { bubbles: true }));
        });
        reader.readAsDataURL(input.files[0]);
    });
}

// What is shown once is gone when somebody leaves the page, even where the browser would keep it for the way back.
addEventListener("pagehide", () => {
    for (const once of document.querySelectorAll("[data-once]")) once.remove();
});
