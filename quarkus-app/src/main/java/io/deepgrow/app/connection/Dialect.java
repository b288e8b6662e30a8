package io.deepgrow.app.connection;

/** What kind of archive answers, for advice; the client finds their ways out by itself. */
public enum Dialect {
  GENERIC("such as https://pacs.example.org/dicom-web"),
  ORTHANC("of Orthanc it ends with /dicom-web, and its DICOMweb plugin must be on"),
  DCM4CHEE(
      "of dcm4chee it is https://HOST/dcm4chee-arc/aets/AET/rs, and the AE must allow QIDO, WADO and"
          + " STOW"),
  AZURE(
      "of Azure it is https://WORKSPACE-SERVICE.dicom.azurehealthcareapis.com/v2, with client"
          + " credentials of scope https://dicom.healthcareapis.azure.com/.default");

  private final String root;

  Dialect(String root) {
    this.root = root;
  }

  /** How the DICOMweb root looks, as the end of a sentence. */
  public String root() {
    return root;
  }
}
