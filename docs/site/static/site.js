// What scrolls sideways can be reached and scrolled with the keyboard; both side bars have a name.

const wide = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const scrolls = target.scrollWidth > target.clientWidth;
    scrolls ? target.setAttribute("tabindex", "0") : target.removeAttribute("tabindex");
  }
});

document.addEventListener("DOMContentLoaded", () => {
  for (const each of document.querySelectorAll("pre, div.math, div.output, .table-wrapper")) {
    wide.observe(each);
  }
  document.querySelector(".sidebar-drawer")?.setAttribute("aria-label", "All pages");
  document.querySelector(".toc-drawer")?.setAttribute("aria-label", "This page");
});
