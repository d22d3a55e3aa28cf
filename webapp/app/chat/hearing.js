import { isSignedIn } from '../wire/identity.js';
import { isForbidden } from './account.js';
import { LINE_LIMIT, PAST_LIMIT } from './lines.js';
import { after, isOfMine, isOfRooms, leftIn, lostIn } from './news.js';

/**
 * What comes from the line: its own state, and what the server says; handed to all who wait for it.
 *
 * @param {{stateNow: () => object, change: (changes: object) => void, follow: () => void}} options with the parts of the
 *   chat by name; `follow` asks for what is missing after something was heard
 */
export function createHearing({
  connection, clock, outbox, older, entrance, memberPages, typing, joining, seeking, writing, visiting, finding, account, attention, drafts,
  stateNow, change, follow,
}) {
  let isLoggedIn = false; // on this connection

  function refused(frame) {
    const error = { code: frame.code, message: frame.message };
    const { room, name, identity } = stateNow();
    const isElsewhere = frame.room !== undefined && frame.room !== room.room && frame.id === undefined;
    if (isLoggedIn && isElsewhere) {
      return; // nobody looks there, and it will be seen when somebody does
    } else if (room.present || isLoggedIn) {
      change({ sendError: error });
    } else if (name === null || frame.code === 'not_logged_in') {
      return; // it is about a ping and not about a nickname
    } else if (entrance.refused(frame, name, room)) {
      change({});
    } else if (isSignedIn(identity)) { // there is no other name to try
      account.shutOut({ what: 'refused', ...error });
    } else {
      entrance.forget();
      outbox.close();
      drafts.close();
      change({ name: null, entered: false, nameError: error });
    }
  }

  function connectionChanged(next) {
    [outbox, older, entrance, joining, typing].forEach(({ interrupt }) => interrupt());
    isLoggedIn = false;
    if (next.phase === 'signed_out') {
      account.signedOut(next.reason);
    }
    const absent = (each) => ({ ...each, present: false });
    const { room, others, name } = stateNow();
    change({ connection: next, room: absent(room), others: new Map([...others].map(([other, each]) => [other, absent(each)])) });
    if (next.phase === 'open' && name !== null) {
      entrance.login(name, stateNow().room);
    }
  }

  // What the server said, as far as somebody waits for it; gives back the errors of which nobody knew.
  function hear(frames) {
    const errors = [];
    for (const frame of frames) {
      if (frame.type === 'user_list') {
        outbox.enter(frame.room ?? stateNow().room.room, frame.uid);
      }
      typing.hear(frame);
      attention.hear(frame);
      const isKnown = joining.hear(frame) || outbox.hear(frame) || older.hear(frame);
      if (frame.type === 'error' && !isKnown) {
        errors.push(frame);
      }
    }
    return errors;
  }

  function framesCame(frames) {
    if (stateNow().barrier !== null) {
      return; // what was on its way when one was shut out is not for one any more
    }
    const wasPresent = stateNow().room.present;
    const limit = attention.isFurtherUp || seeking.isUnderWay ? PAST_LIMIT : LINE_LIMIT;
    const next = after(stateNow(), frames, { now: clock.now(), isAtEnd: attention.isAtEnd(), limit });
    const errors = hear(frames);
    if (frames.some((frame) => isForbidden(frame, next.room.room))) {
      account.shutOut({ what: 'forbidden', room: next.room.room });
      return;
    }
    const arrived = next.room.present && !wasPresent;
    if (arrived) {
      entrance.entered(stateNow().name);
    }
    const ownName = isSignedIn(stateNow().identity) ? next.room.members.get(next.room.uid) : undefined; // what the server calls one counts
    change({ ...next, name: ownName ?? stateNow().name, ...(arrived && { entered: true, nameError: null }) });
    const ofMade = frames.filter(finding.hear);
    errors.filter((error) => !ofMade.includes(error)).forEach(refused);
    comeAndGo(frames, arrived);
    writing.resume();
    outbox.pump();
    memberPages.follow(frames.filter(({ room: about }) => about === stateNow().room.room));
    follow();
  }

  function comeAndGo(frames, arrived) {
    const { room, list, several } = stateNow();
    const isUntold = several === true && !list.has(room.room); // one has found it, and does not know what it is called
    if (arrived && (!isLoggedIn || isUntold)) {
      isLoggedIn = true;
      joining.ask();
    }
    lostIn(frames, stateNow().room.uid).forEach(visiting.close);
    leftIn(frames).forEach(visiting.leftElsewhere);
    if (frames.some(isOfMine)) {
      attention.arrived();
    }
    if (frames.some(isOfRooms)) {
      joining.want([...stateNow().others.values()].filter(({ present }) => !present).map(({ room: name }) => name));
    }
  }

  return { connectionChanged, framesCame };
}
