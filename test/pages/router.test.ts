import { describe, expect, it } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { readConfig } from '../../src/config.ts';
import { createPagesRouter } from '../../src/pages/router.ts';
import type { Programme } from '../../src/routing/programme.ts';
import { fixedProgrammes, SAMPLE_PROGRAMMES } from '../simulator/sample-programmes.ts';

function pages(env: NodeJS.ProcessEnv = {}, programmes: readonly Programme[] = SAMPLE_PROGRAMMES) {
  const deps = { config: readConfig({ NODE_ENV: 'test', ...env }), programmes: fixedProgrammes(programmes) };
  return request(express().use(createPagesRouter(deps)));
}

/** A name that would do harm if it were not taken for text. */
const HOSTILE = { en: `<script>alert("1")</script>&'` };

describe('the start page', () => {
  it('links only to what exists', async () => {
    const { text } = await pages().get('/');
    const links = new Set([...text.matchAll(/href="([^"]+)"/g)].map(([, href]) => href ?? ''));
    const inside = [...links].filter((href) => !/^(sms|tel):|lang=/.test(href)).sort();
    const anchors = ['#_content', '#kenya-coast', '#khulna', '#kosovo'];
    const others = ['/api/v1/openapi.json', '/console', '/healthz', '/metrics', '/readyz', '/simulator'];
    expect(inside).toEqual([...anchors, ...others, '/static/icon.svg', '/static/style.css']);
  });

  it('does not mention the simulator where it is off', async () => {
    const { text } = await pages({ SIMULATOR: 'off' }).get('/');
    expect(text).not.toContain('/simulator');
  });

  it('says so when there is no programme, and to those who run it how to load one', async () => {
    const { text } = await pages({}, []).get('/?lang=sq');
    expect(text).toContain('Këtu ende nuk është hapur asnjë program.');
    expect(text).toContain('<div lang="en"><p>No programme is loaded yet.');
    expect(text).toContain('npm run majibu -- programme load');
    expect(text).not.toContain('<section id=');
  });

  it('shows the place itself where it has no parts, and leaves out what there is none of', async () => {
    const { text } = await pages().get('/?lang=en');
    expect(text).toContain('<dt>Places</dt><dd>Kenya Coast</dd>');
    expect(text).not.toContain('Topics');
    expect(text).not.toContain('Numbers to call for help');
  });

  it('takes every name of a programme for text', async () => {
    const [sample] = SAMPLE_PROGRAMMES;
    if (!sample) throw new Error('no sample programme');
    const hostile: Programme = {
      ...sample,
      titles: HOSTILE,
      operators: HOSTILE,
      root: { ...sample.root, names: HOSTILE },
      helplines: [{ streams: ['ordinary'], names: HOSTILE, phone: `116"><script>` }],
    };
    for (const lang of ['en', 'bn']) {
      const { text } = await pages({}, [hostile]).get(`/?lang=${lang}`);
      expect(text).not.toContain('<script');
      expect(text).not.toContain('alert("');
      expect(text).toContain('&lt;script>alert(&quot;1&quot;)&lt;/script>&amp;');
      expect(text).toContain('href="tel:116"');
    }
  });

  it.each([
    ['/?lang=bn', 'sw', 'bn'],
    ['/?lang=SR', '', 'sr-Latn'],
    ['/', 'sw-KE,sw;q=0.9,en;q=0.8', 'sw'],
    ['/', 'sr-Latn-RS', 'sr-Latn'],
    ['/', 'de-DE,de;q=0.9,sq;q=0.5,en;q=0.3', 'sq'],
    ['/', 'de', 'en'],
    ['/', '*', 'en'],
    ['/', '', 'en'],
    ['/', ';;q=,%', 'en'],
    ['/?lang=xx', 'bn-BD', 'bn'],
    ['/?lang=', 'sq', 'sq'],
    ['/?lang=sw&lang=bn', 'sq', 'sq'],
    ['/?lang[a]=sw', 'sq', 'sq'],
    ['/?lang=%3Cb%3E', 'en', 'en'],
    ['/?lang=constructor', '', 'en'],
  ])('%s for a browser that reads %j is in %s', async (path, accepted, tag) => {
    const { status, headers, text } = await pages().get(path).set('Accept-Language', accepted);
    expect(status).toBe(200);
    expect(text).toContain(`<html lang="${tag}">`);
    expect(headers).toMatchObject({ 'content-language': tag, vary: 'Accept-Language' });
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['set-cookie']).toBeUndefined();
  });

  it.each([
    ['/static/style.css', 'text/css; charset=utf-8'],
    ['/static/icon.svg', 'image/svg+xml'],
  ])('serves %s', async (path, type) => {
    const { status, headers } = await pages().get(path);
    expect([status, headers['content-type']]).toEqual([200, type]);
  });
});
