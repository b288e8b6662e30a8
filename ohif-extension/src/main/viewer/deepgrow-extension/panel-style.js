// The panel's looks: the viewer's dark theme.

export const STYLE = `
  :host { display: contents; color: #fff; font: 14px/1.4 Inter, sans-serif; }
  .state, .body { flex: none; background: #000; }
  section { padding: 8px; border-bottom: 1px solid #1c1f4a; }
  h2 { margin: 0 0 6px; font-size: 13px; font-weight: 600; color: #7bb2ce; }
  .row { display: flex; align-items: center; gap: 4px; }
  .grow { flex: 1; min-width: 0; }
  button, select, input { font: inherit; color: #fff; background: #041c4a; border: 1px solid #1c3a7a; border-radius: 4px; padding: 4px 8px; min-height: 28px; }
  button { cursor: pointer; }
  button:hover:not(:disabled) { background: #0a3a8a; }
  button:disabled { opacity: .4; cursor: default; }
  :focus-visible { outline: 2px solid #5acce6; outline-offset: 1px; }
  button[aria-pressed=true], button[aria-pressed=true]:hover:not(:disabled) { background: #348cfd; border-color: #348cfd; color: #000; }
  .tools { margin-bottom: 4px; flex-wrap: wrap; }
  .tools button { padding: 4px 2px; white-space: nowrap; flex-basis: auto; }
  select.structure { width: calc(100% - 24px); margin: 0 0 2px 24px; padding: 1px 4px; min-height: 24px; font-size: 12px; }
  input.figure { width: 4.2em; padding: 4px; }
  svg { display: block; }
  button.icon { padding: 4px 5px; background: none; border-color: transparent; }
  button.icon[aria-pressed=true] { color: #ffd34d; }
  button.main { width: 100%; background: #348cfd; border-color: #348cfd; color: #000; font-weight: 600; }
  ul { list-style: none; margin: 0 0 6px; padding: 0; }
  li { border-radius: 4px; padding: 2px 4px; border: 1px solid transparent; }
  li[aria-current=true] { background: #0b1a42; border-color: #348cfd; }
  .swatch { width: 12px; height: 12px; border-radius: 2px; flex: none; }
  .name { text-align: left; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; background: none; border-color: transparent; }
  .hidden .name { opacity: .5; text-decoration: line-through; }
  .volume { font-variant-numeric: tabular-nums; color: #b5d3e6; white-space: nowrap; }
  .figures { padding: 0 0 2px 24px; font-size: 12px; }
  .state { position: sticky; top: 0; z-index: 2; min-height: 2.8em; border-bottom-color: #3a3f99; }
  .state button { min-height: 20px; margin-left: 6px; padding: 0 6px; font-size: 12px; }
  .problem { color: #ff9c8a; }
  .good { color: #7ee29a; }
  .who { margin: 12px 8px; color: #a5b4c8; }
  .who a { color: #5acce6; }
  .chips { display: flex; flex-wrap: wrap; gap: 4px; margin: 0 0 6px; }
  .chip { border-radius: 14px; min-height: 26px; padding: 2px 10px; }
  .chip[aria-pressed=true].good { color: #000; }
  .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  li a { color: #5acce6; }
  .wrap { white-space: normal; margin: 0 0 6px; }
  summary { cursor: pointer; color: #7bb2ce; font-size: 12px; padding: 2px 0; }
  .list { list-style: none; margin: 0; padding: 0; max-height: 130px; overflow-y: auto; }
  .list button { min-height: 22px; padding: 1px 6px; font-size: 13px; }
  input[type=range] { padding: 0; min-width: 60px; accent-color: #348cfd; }
  dialog { width: 24rem; color: #fff; background: #090c29; border: 1px solid #3a3f99; border-radius: 6px; padding: 16px; }
  dialog::backdrop { background: rgba(0, 0, 0, .6); }
  dialog input { box-sizing: border-box; width: 100%; margin-top: 4px; }
  dialog p { margin: 10px 0 4px; }
  kbd { font: 11px monospace; border: 1px solid #3a5a9a; border-radius: 3px; padding: 0 3px; color: #b5d3e6; }
  .keys { color: #8fa9c9; font-size: 12px; line-height: 1.7; }
  progress { width: 100%; height: 6px; accent-color: #348cfd; }
`;
