// The extension: click tool, panel, commands and toolbar states around one controller.
import { Api } from './api.js';
import { Controller } from './controller.js';
import { element } from './element.js';
import { KeyCursor, Keyboard } from './keyboard.js';
import { requestKey } from './outbox.js';
import { Panel } from './panel.js';
import { ReadingTask } from './reading-task.js';
import { signIn } from './sign-in.js';
import { Tab } from './tab.js';
import { makeTool } from './tool.js';
import { Viewports } from './viewports.js';
import { WaitingStore } from './waiting-store.js';
import { Watch } from './watch.js';

let controller = null;
let watch = null;

const commands = {
  deepgrowSetSign: ({ positive }) => controller.setSign(positive),
  deepgrowSlice: () => controller.setSlice(!controller.slice),
  deepgrowActivate: () => controller.drawing.choose('CLICK'),
  deepgrowTool: ({ tool }) => controller.drawing.choose(tool),
  deepgrowNewSegment: () => controller.newSegment(),
  deepgrowToggle: () => controller.toggle(),
  deepgrowUndo: () => controller.undo(),
  deepgrowRedo: () => controller.redo(),
};

const VIEWERS_OWN = 'CORNERSTONE';

/** The viewer's own ways to do what our panel does: where a session of ours is shown they are ours, else they are as they were. */
const instead = (name, ours) => options =>
  (controller.entered && ours(options)) || controller.viewer.commandsManager.runCommand(name, options, VIEWERS_OWN);

const replaced = {
  undo: instead('undo', () => controller.undo()),
  redo: instead('redo', () => controller.redo()),
  addSegment: instead('addSegment', ({ segmentationId }) => controller.owns(segmentationId) && controller.newSegment()),
  addNewSegment: instead('addNewSegment', () => controller.newSegment()),
  deleteSegment: instead('deleteSegment', ({ segmentationId, segmentIndex }) => controller.deleteSegment(segmentationId, segmentIndex)),
};

export default {
  id: 'deepgrow',

  async preRegistration({ servicesManager, commandsManager, extensionManager }) {
    const { services } = servicesManager;
    const libraries = extensionManager.getModuleEntry('@ohif/extension-cornerstone.utilityModule.common').exports.getCornerstoneLibraries();
    const viewer = { ...libraries, services, commandsManager, extensionManager };
    const api = new Api(new URL('../api/v1/', import.meta.url).href);
    const askAgain = await signIn(api);
    const viewports = new Viewports(viewer);
    const store = new WaitingStore();
    store.tidy();
    controller = new Controller(api, viewer, viewports, { store, tab: await Tab.claim(requestKey), signIn: askAgain });
    const cursor = new KeyCursor(viewports);
    watch = new Watch(viewer, controller, new Keyboard(controller, cursor));
    viewer.cornerstoneTools.addTool(
      makeTool(viewer, {
        onClick: (...press) => controller.click(...press),
        onDrag: (...place) => controller.drag(...place),
        onDrop: () => controller.drop(),
        marks: id => controller.marks(id),
        drawing: controller.drawing,
        isActive: id => viewports.toolIsActive(id),
        cursor,
      }),
    );
    customElements.define('deepgrow-panel', Panel.of(controller));
    window.deepgrow = controller;
  },

  onModeEnter() {
    controller.task = new ReadingTask(controller.api, window.location, { onChange: controller.changed });
    controller.task.open();
    controller.enter();
    watch.start();
  },

  onModeExit() {
    watch.stop();
    controller.task?.leave();
    controller.leave();
  },

  getPanelModule: () => [
    {
      name: 'deepgrow',
      iconName: 'tab-segmentation',
      iconLabel: 'Deepgrow',
      label: 'Deepgrow',
      component: () => element('deepgrow-panel'),
    },
  ],

  getCommandsModule: () => ({
    defaultContext: 'DEEPGROW',
    definitions: Object.fromEntries(Object.entries({ ...commands, ...replaced }).map(([name, commandFn]) => [name, { commandFn }])),
  }),

  getToolbarModule: () => [
    {
      name: 'evaluate.deepgrow.sign',
      evaluate: ({ viewportId, positive }) => ({
        disabled: false,
        isActive: controller.positive === positive && controller.viewports.toolIsActive(viewportId),
      }),
    },
  ],
};
