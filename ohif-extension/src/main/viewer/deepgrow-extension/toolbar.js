// Toolbar buttons of the mode.

const button = (id, icon, label, commandName, commandOptions, evaluate) => ({
  id,
  uiType: 'ohif.toolButton',
  props: { icon, label, tooltip: label, commands: { commandName, commandOptions }, evaluate },
});

export const BUTTONS = [
  button(
    'DeepgrowPositive',
    'Plus',
    'Foreground click (P)',
    'deepgrowSetSign',
    { positive: true },
    {
      name: 'evaluate.deepgrow.sign',
      positive: true,
    },
  ),
  button(
    'DeepgrowNegative',
    'Minus',
    'Background click (M, or Ctrl-click)',
    'deepgrowSetSign',
    { positive: false },
    {
      name: 'evaluate.deepgrow.sign',
      positive: false,
    },
  ),
];

export const PRIMARY_TOOLBAR = [
  'DeepgrowPositive',
  'DeepgrowNegative',
  'WindowLevel',
  'Pan',
  'Zoom',
  'TrackballRotate',
  'Capture',
  'Layout',
  'Crosshairs',
  'MoreTools',
];

/** Without interpolation between slices, which fetches its code from another origin. */
export const LABELMAP_UTILITIES = ['SegmentBidirectional'];

/** The viewer's own tools without those that need its in-browser network, which is not served. */
export const LABELMAP_TOOLS = ['BrushTools', 'ClickSegment', 'Shapes', 'LabelMapEditWithContour'];
