import { describe, expect, it } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { readConfig } from '../../src/config.ts';
import { createPagesRouter } from '../../src/pages/router.ts';
import type { Programme } from '../../src/routing/programme.ts';
import { fixedProgrammes, SAMPLE_PROGRAMMES } from '../simulator/sample-programmes.ts';

function startPage(env: NodeJS.ProcessEnv = {}, programmes: readonly Programme[] = SAMPLE_PROGRAMMES) {
  const deps = { config: readConfig({ NODE_ENV: 'test', ...env }), programmes: fixedProgrammes(programmes) };
  return request(express().use(createPagesRouter(deps)));
}

describe('the start page', () => {
  it('shows each programme with its codes, languages and size', async () => {
    const { headers, text } = await startPage().get('/');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    for (const words of [
      '*384*2101#',
      '22102',
      'Khulna &amp; Batiaghata',
      'Albanian, Serbian, English',
      '1 area, 0 offices',
    ]) {
      expect(text).toContain(words);
    }
  });

  it('links only to what exists', async () => {
    const { text } = await startPage().get('/');
    const links = new Set([...text.matchAll(/href="([^"]+)"/g)].map(([, href]) => href));
    const expected = ['/', '/api/v1/openapi.json', '/healthz', '/metrics', '/readyz', '/simulator'];
    expect(links).toEqual(new Set(['#main', ...expected, '/static/icon.svg', '/static/style.css']));
  });

  it('does not mention the simulator where it is off', async () => {
    const { text } = await startPage({ SIMULATOR: 'off' }).get('/');
    expect(text).not.toContain('/simulator');
  });

  it('says how to load a programme when there is none', async () => {
    const { text } = await startPage({}, []).get('/');
    expect(text).toContain('npm run majibu -- programme load');
    expect(text).not.toContain('<table');
  });

  it.each([
    ['/static/style.css', 'text/css; charset=utf-8'],
    ['/static/icon.svg', 'image/svg+xml'],
  ])('serves %s', async (path, type) => {
    const { status, headers } = await startPage().get(path);
    expect([status, headers['content-type']]).toEqual([200, type]);
  });
});
