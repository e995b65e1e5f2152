// The table of an explorer: which states there are, and where each lies. A state is told by the
// place of each control, a number from 0 on. The table comes in parts, each once, when it is asked
// for; then the rest, what lies nearest first.

const GZIP = [0x1f, 0x8b];

export class Table {
  constructor(spec, folder) {
    Object.assign(this, spec, { folder });
    this.fetched = new Map(); // promises of parts and backgrounds, by their names
    this.rows = []; // the parts that are here, each with the pieces of its foregrounds
    this.images = [];
    let first = 0; // the number of a sheet's first state
    this.sheets = spec.sheets.map((places) => {
      const sheet = { places, names: Object.keys(places), first };
      first += sheet.names.reduce((count, name) => count * places[name].length, 1);
      return sheet;
    });
    this.lengths = Object.fromEntries(this.controls.map((c) => [c.name, c.labels.length]));
  }

  // The sheets in which what is moved can move: those that hold the others where they are, if there
  // are any; else all.
  open(at, moved) {
    const free = this.sheets.filter((s) => moved.some((name) => s.places[name].length > 1));
    const isMoved = new Set(moved);
    const staying = free.filter((sheet) =>
      sheet.names.every((name) => isMoved.has(name) || sheet.places[name].includes(at[name])),
    );
    return staying.length ? staying : free.length ? free : this.sheets;
  }

  // The places that a control can go to from here, in order.
  reach(at, name) {
    const places = this.open(at, [name]).flatMap((sheet) => sheet.places[name]);
    return [...new Set(places)].sort((a, b) => a - b);
  }

  // The state nearest to what is wished, when these controls are moved.
  nearest(at, wish, moved) {
    let best = { far: Infinity };
    for (const sheet of this.open(at, moved)) {
      let far = 0;
      const there = {};
      for (const name of sheet.names) {
        const want = wish[name] ?? at[name];
        there[name] = closest(sheet.places[name], want);
        const weight = moved.includes(name) ? 1000 : 1;
        far += (weight * Math.abs(there[name] - want)) / this.lengths[name];
      }
      if (far < best.far) best = { far, there };
    }
    return best.there;
  }

  // The number of a state's row: there is one.
  number(at) {
    const sheet = this.sheets.find((s) => s.names.every((n) => s.places[n].includes(at[n])));
    return sheet.names.reduce(
      (sum, name) => sum * sheet.places[name].length + sheet.places[name].indexOf(at[name]),
      0,
    ) + sheet.first;
  }

  // What a state shows, if its part and its background are here.
  row(at) {
    const number = this.number(at);
    const part = this.rows[Math.floor(number / this.each)];
    if (!part) return null;
    const [pieces, sentence, background, ...below] = part.rows[number % this.each];
    const image = this.images[background];
    const foreground = () => pieces.map((k) => part.pieces[k]).join("");
    const { areas } = this.backgrounds[background];
    return image ? { foreground: foreground(), sentence, below, image, areas } : null;
  }

  // Fetch what a state needs.
  async fetch(at) {
    const number = this.number(at);
    const k = Math.floor(number / this.each);
    await this.part(k);
    await this.image(this.rows[k].rows[number % this.each][2]);
    return this.row(at);
  }

  part(k) {
    return this.once(this.parts[k], async (response) => {
      this.rows[k] = JSON.parse(await unpacked(await response.arrayBuffer()));
    });
  }

  image(k) {
    return this.once(this.backgrounds[k].file, async (response) => {
      this.images[k] = new Uint8Array(await response.arrayBuffer());
    });
  }

  once(file, keep) {
    if (!this.fetched.has(file)) {
      const come = fetch(this.folder + file).then((response) => {
        if (!response.ok) throw new Error(`${response.status}`);
        return keep(response);
      });
      come.catch(() => this.fetched.delete(file)); // the next who asks tries again
      this.fetched.set(file, come);
    }
    return this.fetched.get(file);
  }

  // Fetch the rest, one part after the other.
  async rest(at) {
    const here = this.number(at) / this.each;
    const order = [...this.parts.keys()].sort((a, b) => Math.abs(a - here) - Math.abs(b - here));
    for (const k of order) await this.part(k);
    for (const k of this.backgrounds.keys()) await this.image(k);
  }
}

export function closest(places, want) {
  return places.reduce((a, b) => (Math.abs(b - want) < Math.abs(a - want) ? b : a));
}

// Some servers unpack what is packed, and some hand it on.
async function unpacked(buffer) {
  const bytes = new Uint8Array(buffer);
  if (!GZIP.every((byte, i) => bytes[i] === byte)) return new TextDecoder().decode(bytes);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}
