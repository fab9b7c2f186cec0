// Lets plain Node 20 and later run the project's TypeScript without a build: `node --import ./scripts/register-typescript.js`.
// For the bench and for tests that start processes of their own; what is shipped is built by scripts/build.js.
import { register } from 'node:module';

register('./typescript-hooks.js', import.meta.url);
process.setSourceMapsEnabled(true);
