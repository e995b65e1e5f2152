// A state has an address: #secant?x=5&h=0.1 is the explorer "secant" with these values. Whatever
// else stands there is no error: what makes no sense is left as it was, or taken to the nearest.

const QUIET = 400; // milliseconds after the last move, until the address says it

export function follow() {
  let timer;
  addEventListener("moved", ({ target }) => {
    clearTimeout(timer);
    timer = setTimeout(() => history.replaceState(history.state, "", `#${target.address}`), QUIET);
  });
  addEventListener("hashchange", open);
  return open();
}

async function open() {
  const [id, query = ""] = location.hash.slice(1).split("?");
  const explorer = id && document.getElementById(id);
  if (explorer?.localName !== "gradlab-explorer") return;
  explorer.scrollIntoView({ block: "center", behavior: "instant" });
  await explorer.open(new URLSearchParams(query)).catch(() => {});
  explorer.scrollIntoView({ block: "center", behavior: "instant" });
}
