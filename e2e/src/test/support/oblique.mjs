// Turns a series of explicit little endian slices in the patient, as a tilted gantry or bed would.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const POSITION = [0x0020, 0x0032];
const ORIENTATION = [0x0020, 0x0037];
const UIDS = [
  [0x0002, 0x0003],
  [0x0008, 0x0018],
  [0x0020, 0x000d],
  [0x0020, 0x000e],
  [0x0020, 0x0052],
];

function turn(degrees) {
  const [x, z] = [degrees.x, degrees.z].map(a => (a * Math.PI) / 180);
  const [cx, sx, cz, sz] = [Math.cos(x), Math.sin(x), Math.cos(z), Math.sin(z)];
  const rows = [
    [cz, -sz * cx, sz * sx],
    [sz, cz * cx, -cz * sx],
    [0, sx, cx],
  ];
  return v => rows.map(row => row[0] * v[0] + row[1] * v[1] + row[2] * v[2]);
}

/** The file with the value of an element changed; the element has a short length field. */
function edit(bytes, of, change) {
  const [group, element] = of;
  const tag = Buffer.alloc(4);
  tag.writeUInt16LE(group, 0);
  tag.writeUInt16LE(element, 2);
  const at = bytes.indexOf(tag);
  const begin = at + 8;
  const end = begin + bytes.readUInt16LE(at + 6);
  let text = change(bytes.toString('latin1', begin, end).replace(/[\0 ]+$/, ''));
  text += text.length % 2 ? (/UI/.test(bytes.toString('latin1', at + 4, at + 6)) ? '\0' : ' ') : '';
  const value = Buffer.from(text, 'latin1');
  const head = Buffer.from(bytes.subarray(at, begin));
  head.writeUInt16LE(value.length, 6);
  return Buffer.concat([bytes.subarray(0, at), head, value, bytes.subarray(end)]);
}

/** @type {(text: string) => any} */
const numbers = text => text.split('\\').map(Number);
const text = values => values.map(v => v.toFixed(9).slice(0, 16)).join('\\');
/** Another identifier of the same length. */
const other = uid => uid.slice(0, -1) + ((Number(uid.at(-1)) + 5) % 10);

/** Writes turned copies under other identifiers; what a study's description becomes. */
export function oblique(from, to, study, degrees = { x: 17, z: 11 }) {
  const turned = turn(degrees);
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    let bytes = readFileSync(join(from, name));
    bytes = edit(bytes, POSITION, value => text(turned(numbers(value))));
    bytes = edit(bytes, ORIENTATION, value => {
      const v = numbers(value);
      return text([...turned(v.slice(0, 3)), ...turned(v.slice(3))]);
    });
    for (const tag of UIDS) {
      bytes = edit(bytes, tag, other);
    }
    writeFileSync(join(to, `oblique-${name}`), bytes);
  }
  return { ...study, studyUid: other(study.studyUid), seriesUid: other(study.seriesUid) };
}
