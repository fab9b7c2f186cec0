import type { Gateway } from '../support/gateway.ts';
import { lineTo } from '../support/line.ts';

/** One element of a document without attributes, as GeoReport v2 has them. */
export interface Element {
  readonly name: string;
  readonly text: string;
  readonly children: readonly Element[];
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Reads XML as a client would that knows nothing of ours; throws where it is not well formed. */
export function parseXml(document: string): Element {
  const declaration = /^<\?xml version="1\.0" encoding="utf-8"\?>\s*/.exec(document);
  if (!declaration) throw new Error('no XML declaration');
  const rest = document.slice(declaration[0].length);
  const open: { name: string; text: string; children: Element[] }[] = [{ name: '', text: '', children: [] }];
  for (const [, tag, text] of rest.matchAll(/<([^<>]+)>|([^<>]+)/g)) {
    const top = open.at(-1);
    if (!top) throw new Error('more is closed than was opened');
    if (text !== undefined) {
      top.text += text.replace(/&(\w+);/g, (_all, name: string) => {
        const sign = ENTITIES[name];
        if (sign === undefined) throw new Error(`unknown entity ${name}`);
        return sign;
      });
    } else if (tag?.startsWith('/')) {
      open.pop();
      if (top.name !== tag.slice(1)) throw new Error(`${tag} closes ${top.name}`);
      open.at(-1)?.children.push(top);
    } else if (tag !== undefined) {
      if (!/^[a-z_]+$/.test(tag)) throw new Error(`an element with attributes: ${tag}`);
      open.push({ name: tag, text: '', children: [] });
    }
  }
  const [root, ...others] = open[0]?.children ?? [];
  if (!root || others.length > 0 || open.length !== 1) throw new Error('not one root');
  return root;
}

/** A client of GeoReport v2, written from the standard: finds the endpoint by discovery and asks for either format. */
export async function openClient(gateway: Gateway) {
  const line = await lineTo(gateway.app);
  const get = (path: string, headers: Record<string, string> = {}) => line.send({ method: 'GET', path, headers });
  const found = await get('/open311/v2/discovery.json');
  const { endpoints } = JSON.parse(found.text);
  const endpoint = new URL(endpoints[0].url).pathname;
  const pathOf = (resource: string, format: string, query: Readonly<Record<string, string>>) =>
    `${endpoint}/${resource}${format}?${new URLSearchParams(query)}`;
  return {
    get,
    endpoint,
    line,
    json: async (resource: string, query: Readonly<Record<string, string>> = {}) => {
      const reply = await get(pathOf(resource, '.json', query));
      if (reply.type !== 'application/json') throw new Error(`JSON as ${reply.type}`);
      return { status: reply.status, body: JSON.parse(reply.text) };
    },
    xml: async (resource: string, query: Readonly<Record<string, string>> = {}) => {
      const reply = await get(pathOf(resource, '.xml', query));
      if (reply.type !== 'text/xml') throw new Error(`XML as ${reply.type}`);
      return { status: reply.status, root: parseXml(reply.text) };
    },
  };
}

/**
 * A JSON document as the Spark convention makes it of XML: lists of entries, fields, empty elements null. `lists` are the names of
 * elements that hold entries.
 */
export function sparkOf(element: Element, lists: readonly string[]): unknown {
  if (lists.includes(element.name)) return element.children.map((child) => sparkOf(child, lists));
  if (element.children.length === 0) return element.text === '' ? null : element.text;
  return Object.fromEntries(element.children.map((child) => [child.name, sparkOf(child, lists)]));
}
