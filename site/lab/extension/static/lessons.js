// What the lessons need of JupyterLab when Python runs in the browser: a word about where changes
// are kept, about a newer edition, and about a cell that does not end. It is an extension of
// JupyterLab without a build step: the object at the end is what JupyterLab looks for.

const ABOUT = "in_this_browser.md";
const FIRST = "00_start_here.ipynb";
const TOO_LONG = 20_000; // ms that a cell runs before the reader is told how to stop it
const WARM = "import gradlab.check, gradlab.explore.derivative, matplotlib.backends.backend_svg";
// JupyterLab cuts off what is longer than 140 characters.
const SAYS = {
  kept: "Python runs in this browser. Your changes are kept in it, on this device; a private window forgets them when it is closed.",
  newer: "{name} has a newer edition. Keep your copy, or open the new one beside it: yours stays, as {mine}.",
  running: "A cell has run for {seconds} seconds. Stop has no effect here: restart the kernel. What you wrote stays, what was computed is lost.",
};

const say = (words, values) => words.replace(/{(\w+)}/g, (_, key) => values[key]);

function activate(app) {
  const { commands, serviceManager, shell } = app;
  const site = serviceManager.serverSettings.baseUrl;
  const read = async (name) => (await fetch(new URL(name, site))).json();
  const notify = (message, type, actions) =>
    commands.execute("apputils:notify", { message, type, options: { autoClose: false, actions } });
  // JupyterLab takes the path out of the address when it has read it.
  const [{ name: visited }] = performance.getEntriesByType("navigation");
  const asked = new URL(visited).searchParams.get("path");
  const met = new WeakSet();

  function meet(widget) {
    const context = widget?.context;
    if (!context?.path?.endsWith(".ipynb") || met.has(context)) return;
    met.add(context);
    context.ready.then(() => compare(context));
    watchKernel(context.sessionContext);
  }

  async function compare(context) {
    const own = context.model.sharedModel.getMetadata("gradlab")?.edition;
    const edition = own && (await read("editions.json"))[context.path];
    if (!edition || edition === own || localStorage.getItem(keptBy(context.path)) === edition) return;
    const mine = await freeName(context.path);
    const act = (label, choice, displayType) => {
      const args = { choice, path: context.path, edition, mine };
      return { label, commandId: "gradlab:choose-edition", args, displayType };
    };
    const actions = [act("Keep mine", "keep"), act("Open the new one", "open", "accent")];
    const [name, copy] = [context.path, mine].map((path) => path.replace(".ipynb", ""));
    notify(say(SAYS.newer, { name, mine: copy }), "info", actions);
  }

  // A link to one lesson opens that alone: each that was left open has a Python of its own. It is
  // closed when that has answered once; before, JupyterLab complains.
  async function leave(widget) {
    await widget.context.ready;
    await widget.context.sessionContext.ready;
    await widget.context.sessionContext.session?.kernel.info;
    widget.close();
  }

  const keptBy = (path) => `gradlab:kept:${path}`;

  async function freeName(path) {
    const taken = (await serviceManager.contents.get("")).content.map((file) => file.name);
    const stem = path.replace(".ipynb", `_mine_${new Date().toISOString().slice(0, 10)}`);
    let name = `${stem}.ipynb`;
    for (let n = 2; taken.includes(name); n++) name = `${stem}_${n}.ipynb`;
    return name;
  }

  commands.addCommand("gradlab:choose-edition", {
    execute: async ({ choice, path, edition, mine }) => {
      if (choice === "keep") return localStorage.setItem(keptBy(path), edition);
      await commands.execute("docmanager:save-all");
      await serviceManager.contents.rename(path, mine);
      return commands.execute("docmanager:open", { path });
    },
  });

  function watchKernel(session) {
    let timer;
    let warm = false;
    session.statusChanged.connect((_, status) => {
      clearTimeout(timer);
      if (status === "busy" && warm) timer = setTimeout(tell, TOO_LONG);
    });
    session.ready.then(() => session.session && start(session.session.kernel));
    const tell = () => {
      const args = { restart: () => session.restartKernel() };
      const actions = [{ label: "Restart the kernel", commandId: "gradlab:restart", args }];
      notify(say(SAYS.running, { seconds: TOO_LONG / 1000 }), "warning", actions);
    };
    // What every lesson imports, while the reader reads: it takes some seconds.
    async function start(kernel) {
      await kernel.requestExecute({ code: WARM, silent: true, store_history: false }).done;
      warm = true;
      keepForLater();
    }
  }
  commands.addCommand("gradlab:restart", { execute: ({ restart }) => restart() });
  commands.addCommand("gradlab:about", {
    execute: () => commands.execute("docmanager:open", { path: ABOUT, factory: "Markdown Preview" }),
  });

  // Ask for each file that is not kept yet: the service worker keeps it, for a visit without a
  // network. What the site has no longer is let go.
  let keeping;
  function keepForLater() {
    if (navigator.serviceWorker?.controller && !navigator.connection?.saveData) keeping ??= keepAll();
  }
  async function keepAll() {
    // JupyterLite unregisters a service worker of which it has not noted its own version: at the
    // second visit, and without a network for good.
    const { appVersion } = (await read("jupyter-lite.json"))["jupyter-config-data"];
    localStorage.setItem(`${navigator.serviceWorker.controller.scriptURL}-version`, appVersion);
    const wanted = new Set((await read("files.json")).map((name) => new URL(name, site).href));
    const cache = await caches.open("gradlab");
    for (const { url } of await cache.keys()) if (!wanted.delete(url)) await cache.delete(url);
    for (const address of wanted) await fetch(address);
  }

  app.restored.then(() => {
    const documents = [...shell.widgets("main")].filter((widget) => widget.context);
    for (const widget of documents) {
      if (!asked || widget.context.path === asked) meet(widget);
      else leave(widget);
    }
    shell.currentChanged.connect((_, { newValue }) => meet(newValue));
    if (!asked && !documents.length) commands.execute("docmanager:open", { path: FIRST });
    if (localStorage.getItem("gradlab:told")) return;
    localStorage.setItem("gradlab:told", "yes");
    notify(SAYS.kept, "info", [{ label: "More about this", commandId: "gradlab:about" }]);
  });
}

const plugin = { id: "gradlab-lessons:plugin", autoStart: true, activate };
(window._JUPYTERLAB ??= {})["gradlab-lessons"] = {
  init: () => {},
  get: async () => () => ({ __esModule: true, default: plugin }),
};
