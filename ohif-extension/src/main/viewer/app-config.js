// The viewer's configuration: our mode only, and DICOMweb of this service.
window.config = async () => {
  window.modes.length = 0;
  const base = window.PUBLIC_URL;
  return {
    routerBasename: base,
    showStudyList: true,
    showCPUFallbackMessage: false,
    investigationalUseDialog: { option: 'never' },
    disableConfirmationPrompts: true,
    extensions: [`${base}deepgrow-extension/extension.js`],
    modes: [`${base}deepgrow-extension/mode.js`],
    customizationService: {},
    whiteLabeling: {
      createLogoComponentFn: React => React.createElement('span', { style: { color: '#fff' } }, 'Deepgrow'),
    },
    defaultDataSourceName: 'dicomweb',
    dataSources: [
      {
        sourceName: 'dicomweb',
        namespace: '@ohif/extension-default.dataSourcesModule.dicomweb',
        configuration: {
          friendlyName: 'PACS',
          name: 'dicomweb',
          qidoRoot: `${base}dicom-web`,
          wadoRoot: `${base}dicom-web`,
          wadoUriRoot: `${base}dicom-web`,
          imageRendering: 'wadors',
          thumbnailRendering: 'wadors',
          enableStudyLazyLoad: true,
          supportsWildcard: true,
          qidoSupportsIncludeField: false,
          omitQuotationForMultipartRequest: true,
          bulkDataURI: { enabled: true },
          segmentation: { store: { defaultMode: 'bitmap', transferSyntaxUID: '1.2.840.10008.1.2.1' } },
        },
      },
    ],
  };
};
