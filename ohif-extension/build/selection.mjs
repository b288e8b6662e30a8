// Which files of the prebuilt viewer go along, and which are kept compressed.

const LEFT_OUT = [
  /^ort\//,
  /^dicom-microscopy-viewer\//,
  /^customizations\//,
  /\.map$/,
  /^(google|sw|oidc-client\.min|es6-shim\.min|polyfill\.min|app-config)\.js$/,
  /^silent-refresh\.html$/,
  /^_(headers|redirects)$/,
  /^serve\.json$/,
  /^assets\/apple-touch-startup/,
  /^5731\.bundle\./,
];

/** Whether a file of the viewer's dist folder is ever asked for in our mode. */
export function kept(name) {
  return !LEFT_OUT.some(pattern => pattern.test(name));
}

/** Whether gzip makes a file noticeably smaller. */
export function compressible(name) {
  return /\.(js|mjs|css|html|json|svg|wasm|txt|webmanifest)$/.test(name);
}
