import type { Deps } from '../deps.ts';

/** The document of Service Discovery: what is served here, and since when it is as it is. */
export async function describeEndpoint({ config, db }: Pick<Deps, 'config' | 'db'>) {
  const { at } = await db
    .selectFrom('programmes')
    .select((eb) => eb.fn.max('loaded_at').as('at'))
    .executeTakeFirstOrThrow();
  // Sortable, as the standard wants it.
  const changeset = (at ?? new Date(0)).toISOString().slice(0, 16).replace('T', ' ');
  return {
    changeset,
    contact: `Whoever runs this gateway: ${config.publicUrl}`,
    key_service: 'No key is needed to read. Reports are not taken through this interface.',
    endpoints: [
      {
        specification: 'http://wiki.open311.org/GeoReport_v2',
        url: `${config.publicUrl}/open311/v2`,
        changeset,
        type: config.isProduction ? 'production' : 'test',
        formats: ['text/xml', 'application/json'],
      },
    ],
  };
}
