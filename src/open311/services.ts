import { type Category, nameIn, type Programme } from '../routing/programme.ts';
import { Open311Error } from './open311-error.ts';
import { publicCategories } from './scope-of.ts';

/** The service types of the standard: the ordinary categories. Sealed ones are not named here. */
export function listServices(programme: Programme) {
  return publicCategories(programme).map((category) => ({
    service_code: category.code,
    service_name: nameIn(category.names, 'en'),
    description: describe(category),
    // No form of its own: a report is told in words, and not through this interface.
    metadata: false,
    type: 'realtime',
    keywords: category.aliases.join(', '),
    group: nameIn((category.parent ?? category).names, 'en'),
  }));
}

/**
 * The definition of a service type, which has no attributes.
 *
 * @throws {Open311Error} 404
 */
export function defineService(programme: Programme, code: string) {
  const found = publicCategories(programme).find((category) => category.code === code);
  if (!found) throw new Open311Error(404, 'service_code was not found. GET services lists the codes.');
  return { service_code: found.code, attributes: [] };
}

function describe({ names, parent, targets }: Category): string {
  const { clock, firstAnswerHours, resolveHours } = targets;
  const what = parent === null ? names.en : `${parent.names.en}: ${names.en}`;
  const hours = clock === 'working' ? 'working hours' : 'hours';
  return `${what}. A first answer is promised within ${firstAnswerHours} ${hours}, the end within ${resolveHours}.`;
}
