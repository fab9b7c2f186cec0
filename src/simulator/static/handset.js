import { Problem, randomHex } from './gateway.js';

/** ISO 8601 to the second, as carriers write it. */
const stamp = () => `${new Date().toISOString().slice(0, 19)}Z`;

/**
 * One handset: its call, its messages and what is half typed on it. Knows nothing of the page; `changed(handset)` is
 * called whenever there is something new to show, so that calls on several handsets can run side by side.
 */
export function createHandset({ phone, shortCode, sent, codes, gateway, changed }) {
  const handset = {
    phone,
    shortCode,
    // null, or { id, code, answers, text, body, isBusy, isOver, startedAt, hops }
    call: null,
    entry: '',
    problem: '',
    sent,
    received: [],
    unread: 0,
    draft: '',
    draftId: null,
    draftProblem: '',
    isSending: false,
    // Polled once at first, then only while somebody uses it.
    isInUse: sent.length > 0,
    isLoaded: false,
  };
  const update = (changes) => {
    Object.assign(handset, changes);
    changed(handset);
  };

  async function turn(answers) {
    const { call } = handset;
    call.isBusy = true;
    update({ problem: '', isInUse: true });
    try {
      const answer = await gateway.turn({ ...callFields(call), text: answers.join('*') });
      if (handset.call !== call) return;
      Object.assign(call, answer, { answers, isBusy: false, hops: call.hops + 1 });
      update({ entry: '' });
      if (call.isOver) reportEnd(call, 'Success');
    } catch (error) {
      if (handset.call !== call) return;
      if (!(error instanceof Problem)) throw error;
      call.isBusy = false;
      // What was typed stays. A repeated turn is the same turn to the gateway: nothing happens twice.
      update(
        call.hops === 0 ? { call: null, entry: call.dialled, problem: error.message } : { problem: error.message },
      );
    }
  }

  const callFields = (call) => ({
    sessionId: call.id,
    phoneNumber: phone,
    serviceCode: call.code,
    networkCode: '99999',
  });

  /** The end-of-session event. It may get lost on a real network too, so a failure is not shown. */
  function reportEnd(call, status) {
    const fields = {
      ...callFields(call),
      date: stamp().replace('T', ' ').replace('Z', ''),
      status,
      cost: '0',
      durationInMillis: Date.now() - call.startedAt,
      hopsCount: call.hops,
      hopsMetadata: '',
      input: call.answers.join('*'),
      lastAppResponse: call.body,
    };
    gateway.end(fields).catch(() => undefined);
  }

  return Object.assign(handset, {
    update,

    /** Calls a code. What follows a programme's own code (`*384*2101*1*2#`) counts as the first answers. */
    dial(dialled) {
      if (!/^\*[\d*]+#$/.test(dialled)) {
        update({ problem: 'Dial a code that begins with * and ends with #.', entry: dialled });
        return;
      }
      const known = codes.find((code) => dialled === code || dialled.startsWith(`${code.slice(0, -1)}*`)) ?? dialled;
      const answers = dialled === known ? [] : dialled.slice(known.length, -1).split('*');
      handset.call = {
        id: `ATUid_${randomHex(16)}`,
        dialled,
        code: known,
        answers: [],
        text: '',
        body: '',
        isBusy: false,
        isOver: false,
        startedAt: Date.now(),
        hops: 0,
      };
      void turn(answers);
    },

    /** The green key: call, send, or call the same code again. */
    go() {
      const { call } = handset;
      if (call?.isBusy) return;
      if (call?.isOver) handset.dial(call.dialled);
      else if (call) void turn([...call.answers, handset.entry]);
      else handset.dial(handset.entry.trim());
    },

    /** The red key: cancel the call, put a finished one away, or clear the line. */
    stop() {
      const { call } = handset;
      if (call && !call.isOver) reportEnd(call, 'Incomplete');
      update({ call: null, entry: '', problem: '' });
    },

    /** Sends the draft. Pressed again after a failure it is the same message: the gateway stores it once. */
    async sendText(to) {
      const text = handset.draft;
      if (handset.isSending) return;
      if (text.trim() === '') {
        update({ draftProblem: 'Write a message first.' });
        return;
      }
      const hex = randomHex(16);
      handset.draftId ??= `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
      const message = { id: handset.draftId, from: phone, to, text, at: new Date().toISOString() };
      update({ isSending: true, draftProblem: '', isInUse: true });
      try {
        await gateway.text({ id: message.id, from: phone, to, text, date: stamp() });
        handset.sent.push(message);
        update({ isSending: false, draft: '', draftId: null });
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        update({ isSending: false, draftProblem: error.message });
      }
    },

    /** Asks the gateway what arrived. Returns the new messages, none the first time: those were there before us. */
    async receive() {
      const known = new Map(handset.received.map((sms) => [sms.id, sms]));
      // A phone keeps an SMS as it came, whatever the gateway forgets of it later.
      const received = (await gateway.received(phone)).map((sms) => known.get(sms.id) ?? sms);
      const fresh = handset.isLoaded ? received.filter(({ id }) => !known.has(id)) : [];
      const isNews = received.length !== known.size || fresh.length > 0;
      Object.assign(handset, { received, isLoaded: true, unread: handset.unread + fresh.length });
      if (received.length > 0) handset.isInUse = true;
      if (isNews) changed(handset);
      return fresh;
    },
  });
}
