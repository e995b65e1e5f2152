// Stands between the page and the network, in place of JupyterLite's own. The network is asked
// first, so that nobody is left with an old lesson; what it answered is kept for when it is cut.
// A kernel's files and questions go through here, too: it asks in a blocking request, and the page,
// which has the answer, is reached by a broadcast. Their form is JupyterLite's.

const KEPT = "gradlab";
const page = new BroadcastChannel("/sw-api.v1");

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (pathname === "/api/service-worker-heartbeat") {
    event.respondWith(new Response("ok"));
  } else if (pathname.includes("/api/drive") || pathname.includes("/api/stdin/")) {
    event.respondWith(askThePage(request, pathname));
  } else if (request.method === "GET" && request.url.startsWith(self.registration.scope)) {
    event.respondWith(fromNetworkOrKept(event));
  }
});

async function askThePage(request, pathname) {
  const question = { requestId: crypto.randomUUID(), ...(await request.json()), pathname };
  const answered = new Promise((resolve) => {
    const listen = ({ data }) => {
      const mine = data.requestId === question.requestId && "response" in data;
      if (!mine || data.browsingContextId !== question.browsingContextId) return;
      page.removeEventListener("message", listen);
      resolve(new Response(JSON.stringify(data.response)));
    };
    page.addEventListener("message", listen);
  });
  page.postMessage(question);
  return answered;
}

async function fromNetworkOrKept(event) {
  const { request } = event;
  const kept = await caches.open(KEPT);
  try {
    const response = await fetch(request, { cache: "no-cache" });
    if (response.ok) event.waitUntil(keep(kept, request.url.split("?")[0], response.clone()));
    return response;
  } catch {
    return (await kept.match(request, { ignoreSearch: true })) ?? Response.error();
  }
}

async function keep(kept, address, response) {
  const before = await kept.match(address);
  const stamp = (one) => one.headers.get("etag") ?? one.headers.get("last-modified");
  if (before && stamp(before) && stamp(before) === stamp(response)) {
    await response.body?.cancel(); // it is there: not to be written anew at each visit
  } else {
    await kept.put(address, response);
  }
}
