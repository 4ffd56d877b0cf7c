(async () => {
  "use strict";
  const table = document.getElementById("students");
  const body = table.tBodies[0];
  const packed = document.getElementById("packed"); // a class of many: its rows are unpacked, and a part is shown
  const more = document.getElementById("more");
  const STEP = 100;
  let most = packed ? STEP : Infinity;
  let rows = [...body.rows];
  if (packed) {
    const bytes = Uint8Array.from(atob(packed.textContent), (c) => c.charCodeAt(0));
    const text = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
    const holder = document.createElement("template");
    holder.innerHTML = `<table><tbody>${text}</tbody></table>`;
    rows = [...holder.content.querySelectorAll("tr")];
    for (const row of rows) row.words = row.textContent.toLowerCase();
  }
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const key = (row, i) => {
    const value = row.cells[i].dataset.v;
    if (value === undefined) return row.cells[i].textContent.trim();
    return value === "" ? null : Number(value);
  };
  const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : collator.compare(a, b));
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, i) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      rows.sort((a, b) => {
        const x = key(a, i), y = key(b, i);
        if (x === null || y === null) return (x === null) - (y === null); // without a score: last, both ways
        return down ? compare(y, x) : compare(x, y);
      });
      show();
    });
  });
  const box = document.getElementById("filter");
  const shown = document.getElementById("shown");
  const all = document.getElementById("all");
  let only = "", say = "";
  const show = () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (row) => !only || row.dataset.k.split(" ").includes(only);
    const found = rows.filter((row) => fits(row) && words.every((word) => (row.words ?? row.textContent.toLowerCase()).includes(word)));
    body.replaceChildren(...found.slice(0, most));
    const left = found.length;
    shown.textContent = words.length || only ? `${left} of ${rows.length}${say && " " + say}` : "";
    if (more) {
      more.hidden = left <= most;
      more.textContent = `${STEP} more of ${left - most}`;
    }
    all.hidden = !only;
  };
  box.parentElement.hidden = false;
  box.addEventListener("input", show);
  if (packed) {
    more.addEventListener("click", () => { most += STEP; show(); });
    show();
  }
  all.addEventListener("click", () => { only = say = ""; show(); });
  for (const link of document.querySelectorAll("[data-show]")) {
    link.addEventListener("click", () => { only = link.dataset.show; say = link.dataset.say; show(); });
  }
})();
