// The mode: the viewer's own segmentation mode with our tool, buttons, keys and panel.
import { HOTKEYS } from './hotkeys.js';
import { BUTTONS, LABELMAP_TOOLS, LABELMAP_UTILITIES, PRIMARY_TOOLBAR } from './toolbar.js';

const BASE = '@ohif/mode-segmentation';
const PANELS = [['deepgrow.panelModule.deepgrow', '@ohif/extension-cornerstone.panelModule.panelSegmentationWithToolsLabelMap']];

export default {
  id: 'deepgrow-mode',
  async modeFactory({ loadModules }) {
    const [{ modeInstance: base }] = await loadModules([BASE]);
    const [route] = base.routes;
    const { layoutInstance } = route;
    const clickTool = [{ passive: [{ toolName: 'DeepgrowPoint' }] }];
    return {
      ...base,
      id: 'deepgrow-mode',
      routeName: 'deepgrow',
      displayName: 'Deepgrow',
      hangingProtocol: 'default',
      toolbarButtons: [...base.toolbarButtons, ...BUTTONS],
      toolbarSections: [
        ...base.toolbarSections,
        { primary: PRIMARY_TOOLBAR, LabelMapTools: LABELMAP_TOOLS, LabelMapUtilities: LABELMAP_UTILITIES },
      ],
      toolGroupAdditions: { default: clickTool, mpr: clickTool },
      modeCustomizations: {
        'ohif.hotkeyBindings': { $push: HOTKEYS },
        // The service computes them; the viewer would copy the whole labelmap and the whole CT for them after every click.
        'panelSegmentation.disableUpdateSegmentationStats': { $set: true },
      },
      routes: [
        {
          ...route,
          path: 'deepgrow',
          layoutInstance: { ...layoutInstance, props: { ...layoutInstance.props, rightPanels: PANELS } },
        },
      ],
    };
  },
};
