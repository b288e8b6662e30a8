package io.deepgrow.app.atna;

import io.deepgrow.app.audit.AuditRow;
import java.io.StringWriter;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A deed as the XML of DICOM PS3.15 A.5.1. */
final class AtnaMessage {

  private static final String DCM = "DCM";
  private static final String STUDY_ROLE = "3";
  private static final String SYSTEM_OBJECT = "2";
  private static final String RESOURCE = "3";

  private final XMLStreamWriter xml;

  private AtnaMessage(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /** The message; empty where a deed is of no kind that others want to know of. */
  static Optional<String> of(AuditRow row, String source) {
    return AtnaEvent.of(row).map(event -> write(event, row, source));
  }

  private static String write(AtnaEvent event, AuditRow row, String source) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      new AtnaMessage(xml).message(event, row, source);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("A message can't be written into memory", e);
    }
    return text.toString();
  }

  private void message(AtnaEvent event, AuditRow row, String source) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("AuditMessage");
    xml.writeStartElement("EventIdentification");
    xml.writeAttribute("EventActionCode", event.action());
    xml.writeAttribute("EventDateTime", row.at().toString());
    xml.writeAttribute("EventOutcomeIndicator", row.outcome().equals("DONE") ? "0" : "4");
    code("EventID", event.code(), event.meaning());
    if (!event.type().isEmpty()) {
      code("EventTypeCode", event.type(), event.typeMeaning());
    }
    xml.writeEndElement();
    actor(row);
    application(event, source);
    xml.writeEmptyElement("AuditSourceIdentification");
    xml.writeAttribute("AuditSourceID", source);
    xml.writeAttribute("code", "4");
    if (row.study().isPresent()) {
      study(row, row.study().get());
    } else if (!row.objectType().isEmpty()) {
      object(row.objectType() + " " + row.objectId());
    }
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void actor(AuditRow row) throws XMLStreamException {
    xml.writeStartElement("ActiveParticipant");
    xml.writeAttribute("UserID", row.actor());
    xml.writeAttribute("UserIsRequestor", "true");
    if (!row.address().isEmpty()) {
      xml.writeAttribute("NetworkAccessPointID", row.address());
      xml.writeAttribute("NetworkAccessPointTypeCode", "2");
    }
    xml.writeEndElement();
  }

  private void application(AtnaEvent event, String source) throws XMLStreamException {
    xml.writeStartElement("ActiveParticipant");
    xml.writeAttribute("UserID", source);
    xml.writeAttribute("UserIsRequestor", "false");
    boolean itself = event == AtnaEvent.STARTED || event == AtnaEvent.STOPPED;
    if (itself) {
      code("RoleIDCode", "110150", "Application");
    } else if (event == AtnaEvent.TRANSFERRED) {
      code("RoleIDCode", "110153", "Source Role ID");
    }
    xml.writeEndElement();
  }

  private void study(AuditRow row, String uid) throws XMLStreamException {
    xml.writeStartElement("ParticipantObjectIdentification");
    xml.writeAttribute("ParticipantObjectID", uid);
    xml.writeAttribute("ParticipantObjectTypeCode", SYSTEM_OBJECT);
    xml.writeAttribute("ParticipantObjectTypeCodeRole", STUDY_ROLE);
    code("ParticipantObjectIDTypeCode", "110180", "Study Instance UID");
    if (row.sopInstance().filter(sop -> !sop.isEmpty()).isPresent()) {
      xml.writeStartElement("ParticipantObjectDescription");
      xml.writeStartElement("SOPClass");
      xml.writeAttribute("UID", "1.2.840.10008.5.1.4.1.1.66.4");
      xml.writeAttribute("NumberOfInstances", "1");
      xml.writeEmptyElement("Instance");
      xml.writeAttribute("UID", row.sopInstance().get());
      xml.writeEndElement();
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private void object(String id) throws XMLStreamException {
    xml.writeStartElement("ParticipantObjectIdentification");
    xml.writeAttribute("ParticipantObjectID", id);
    xml.writeAttribute("ParticipantObjectTypeCode", SYSTEM_OBJECT);
    xml.writeAttribute("ParticipantObjectTypeCodeRole", RESOURCE);
    xml.writeEmptyElement("ParticipantObjectIDTypeCode");
    xml.writeAttribute("csd-code", "12");
    xml.writeAttribute("originalText", "URI");
    xml.writeAttribute("codeSystemName", "RFC-3881");
    xml.writeEndElement();
  }

  private void code(String element, String code, String meaning) throws XMLStreamException {
    xml.writeEmptyElement(element);
    xml.writeAttribute("csd-code", code);
    xml.writeAttribute("codeSystemName", DCM);
    xml.writeAttribute("originalText", meaning);
  }
}
