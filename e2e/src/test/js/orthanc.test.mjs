// The viewer on a real PACS behind the service, which goes away while a result is saved.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { clean, sameVoxels } from '../support/assertions.mjs';
import { ViewerPage, launch } from '../support/browser.mjs';
import { Orthanc, orthancInstalled } from '../support/orthanc.mjs';
import { Service, phantom } from '../support/service.mjs';

describe(
  'with Orthanc behind the service',
  { skip: orthancInstalled() ? false : 'Orthanc is not installed (Debian: orthanc-dicomweb)' },
  () => {
    let data, study, orthanc, service, browser, viewer;

    before(async () => {
      data = mkdtempSync(join(tmpdir(), 'deepgrow-e2e-'));
      study = phantom(data, join(data, 'slices'));
      orthanc = await Orthanc.start(join(data, 'orthanc'));
      await orthanc.upload(join(data, 'slices'));
      service = await Service.start(join(data, 'service'), {
        'deepgrow.archive.enabled': false,
        'deepgrow.pacs.url': `${orthanc.root}/dicom-web`,
      });
      browser = await launch();
      viewer = await ViewerPage.open(browser, service.root);
    });

    after(async () => {
      await browser?.close();
      await service?.stop();
      await orthanc?.stop();
      rmSync(data, { recursive: true, force: true });
    });

    test('images come through the service and a click is painted', async () => {
      await viewer.go(study.studyUid);
      const [pane] = await viewer.viewports();
      await viewer.click(pane, { i: study.demoI, j: study.demoJ, k: study.demoK });
      await viewer.settled(1);
      const { id, size } = await viewer.session();
      sameVoxels(await viewer.labelmap(1), await service.mask(id, 1, size));
      await viewer.shot('orthanc');
      clean(viewer);
    });

    test('what is saved while the PACS is away is kept and arrives when it is back', async () => {
      await orthanc.stop();
      await viewer.save();
      await viewer.panel('[data-result=PENDING]:has-text("kept and sent again")').waitFor();
      await viewer.shot('pacs-away');
      await orthanc.launch();
      await viewer.panel('[data-result=VERIFIED]').waitFor();
      const { id } = await viewer.session();
      const [result] = await service.json(`sessions/${id}/results`);
      const found = await fetch(`${orthanc.root}/dicom-web/studies/${study.studyUid}/series?Modality=SEG`, {
        headers: { Accept: 'application/dicom+json' },
      });
      const series = (await found.json()).map(s => s['0020000E'].Value[0]);
      assert.deepEqual(series, [result.seriesUid]);
      await viewer.shot('pacs-back');
    });
  },
);
