"use strict";
/* compare.html: only the chosen communities, as the address says. */
(() => {
  function chosen() {
    return (Report.address().get("communities") ?? "").split(",").filter(Boolean);
  }

  function show() {
    const wanted = chosen();
    const names = new Map([...document.querySelectorAll("#compared input")].map((input) => {
      input.checked = wanted.includes(input.value);
      return [input.dataset.name, input.value];
    }));
    const seen = (community) => !wanted.length || wanted.includes(community);
    for (const cell of document.querySelectorAll("[data-community]")) cell.hidden = !seen(cell.dataset.community);
    for (const panel of document.querySelectorAll(".panel[data-only]")) panel.hidden = !seen(names.get(panel.dataset.only));
  }

  Report.ready(() => {
    if (!document.querySelector("#compared")) return;
    document.querySelector("#compared").addEventListener("change", () => {
      const picked = [...document.querySelectorAll("#compared input:checked")].map((input) => input.value);
      Report.readdress({ communities: picked.join(",") });
      show();
    });
    Report.follow(show);
    show();
  });
})();
