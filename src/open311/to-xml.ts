/** What a document is made of. A list's entries are named by what stands under `names`. */
export type Xml = string | number | boolean | null | readonly Xml[] | { readonly [name: string]: Xml };

/** What one entry of a list is called, by the list's own name: `services` holds `service`. */
export type EntryNames = Readonly<Record<string, string>>;

/**
 * A value as XML without a schema, as GeoReport v2 pairs the two (the Spark convention): fields are elements, null is an empty
 * element, a list holds elements of one name.
 */
export function toXml(root: string, value: Xml, names: EntryNames): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${element(root, value, names)}\n`;
}

function element(name: string, value: Xml, names: EntryNames): string {
  return `<${name}>${contentOf(name, value, names)}</${name}>`;
}

function contentOf(name: string, value: Xml, names: EntryNames): string {
  if (value === null) return '';
  if (isList(value)) return value.map((entry) => element(names[name] ?? 'item', entry, names)).join('');
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([field, inner]) => element(field, inner, names))
      .join('');
  }
  return escapeText(String(value));
}

function isList(value: Xml): value is readonly Xml[] {
  return Array.isArray(value);
}

const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Without what XML 1.0 cannot hold, escaped or not. */
function escapeText(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? '');
}
