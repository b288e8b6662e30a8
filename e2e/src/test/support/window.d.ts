/** What pages under test have at hand for those who look into them. */
interface Window {
  /** The viewer's services. */
  services: any;
  cornerstone: any;
  cornerstoneTools: any;
  commandsManager: any;
  axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
}
