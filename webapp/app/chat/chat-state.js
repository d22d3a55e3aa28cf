import { NOTHING_FOUND } from './finding.js';
import { emptyRoom } from './room.js';

/**
 * What is to be seen.
 *
 * @typedef {{connection: object, name: string|null, entered: boolean, nameError: object|null, room: object,
 *   draft: string, editing: object|null, unfinished: object|null, outbox: object[], held: boolean, full: boolean,
 *   loading: boolean, lines: object[], marks: Map<number, string>, sendError: object|null,
 *   left: {name: string, count: number}|null, identity: object|null, barrier: object|null, others: Map<string, object>,
 *   list: Map<string, object>, several: boolean|null, found: object, replying: object|null, named: Set<number>,
 *   goal: {key: string, isMarked: boolean}|null, typists: Array<{uid: number, name: string}>}} ChatState
 *   `name` while it is wanted; `entered` from the first login to leaving, also while the line is down; `editing` the
 *   message of one's own that the composer holds, and the draft that was `kept` for later; `unfinished` a change of one
 *   that is not there yet; `held` when the server cannot take anything at the moment, `full` when no more may wait;
 *   `loading` while older messages are asked for; `lines` and `marks` what is to be seen; an error is `{code}` of our own
 *   or `{message}` of the server; `left` what waits under the nickname that was given up last; `identity` who one is, null
 *   until that is known; `barrier` what stands before all this; `room` the open one, `others` those one is in besides, and
 *   `list` what the server says of all that one belongs to; `several` whether it knows of that, null while it has not said;
 *   `found` what was looked for; `replying` the message that is answered and `named` who is meant by a name that several
 *   have; `goal` the line that the reader shall see; `typists` who types in the open room
 */

/**
 * @param {string} room
 * @param {object[]} outbox
 * @param {object|null} [identity]
 * @returns {ChatState} of one who has not entered
 */
export const emptyChat = (room, outbox, identity = null) => ({
  connection: { phase: 'idle' }, name: null, entered: false, nameError: null, room: emptyRoom(room), draft: '', editing: null, unfinished: null,
  outbox, held: false, full: false, loading: false, lines: [], marks: new Map(), sendError: null, left: null, identity, barrier: null,
  others: new Map(), list: new Map(), several: null, found: NOTHING_FOUND, replying: null, named: new Set(), goal: null, typists: [],
});

/**
 * @param {ChatState} state
 * @returns {boolean} whether anything is written and not sent
 */
export const hasUnsent = ({ draft, editing, unfinished, outbox }) => (
  draft.trim() !== '' || editing !== null || unfinished !== null || outbox.length > 0);
