package io.deepgrow.dimse.node;

import io.deepgrow.dimse.AllowedCaller;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.AssociationHandler;
import org.dcm4che3.net.pdu.AAssociateAC;
import org.dcm4che3.net.pdu.AAssociateRJ;
import org.dcm4che3.net.pdu.AAssociateRQ;

/** Refuses associations of who is not on the list, by title and address together. */
final class Callers extends AssociationHandler {

  private final List<AllowedCaller> allowed;

  Callers(List<AllowedCaller> allowed) {
    this.allowed = allowed;
  }

  @Override
  protected AAssociateAC negotiate(Association association, AAssociateRQ request)
      throws IOException {
    InetAddress address = association.getSocket().getInetAddress();
    String title = request.getCallingAET();
    if (allowed.stream().noneMatch(caller -> caller.is(title, address))) {
      throw new AAssociateRJ(
          AAssociateRJ.RESULT_REJECTED_PERMANENT,
          AAssociateRJ.SOURCE_SERVICE_USER,
          AAssociateRJ.REASON_CALLING_AET_NOT_RECOGNIZED);
    }
    return super.negotiate(association, request);
  }
}
