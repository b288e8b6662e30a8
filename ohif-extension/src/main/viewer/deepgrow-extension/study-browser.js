// Makes a series that was stored just now known to the viewer without loading the page again.

let count = 0;

/** The viewer keeps metadata by data source; a new source of the same kind asks the PACS afresh. */
export async function showSeries(extensionManager, { studyUid, seriesUid }) {
  const definition = extensionManager.getDataSourceDefinition(extensionManager.activeDataSourceName);
  const sourceName = `deepgrow-fresh-${++count}`;
  await extensionManager.addDataSource({
    ...definition,
    sourceName,
    configuration: { ...definition.configuration, name: sourceName },
  });
  const [source] = extensionManager.getDataSources(sourceName);
  await source.initialize?.({ params: {}, query: new URLSearchParams() });
  await source.retrieve.series.metadata({ StudyInstanceUID: studyUid, filters: { seriesInstanceUID: [seriesUid] } });
}
