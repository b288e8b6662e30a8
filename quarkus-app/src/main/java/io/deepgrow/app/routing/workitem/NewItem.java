package io.deepgrow.app.routing.workitem;

import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.routing.workitem.performer.ItemPlan;

/** A work item that is new to us: where it came from, and what is to be done. */
record NewItem(ItemOrigin origin, ConnectionId worklist, String uid, ItemPlan plan) {}
