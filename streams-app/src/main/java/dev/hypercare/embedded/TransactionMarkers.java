package dev.hypercare.embedded;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.TransactionResult;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest.TxnMarkerEntry;
import org.apache.kafka.common.requests.WriteTxnMarkersResponse;

/** Asks a broker to write the ends of transactions, as a coordinator does. For a listener without encryption and authentication. */
final class TransactionMarkers {
    private static final int PATIENCE_MILLIS = 10_000;
    /** From it on an end has a higher epoch than the records before it. */
    private static final short EPOCH_FOR_EACH = 2;

    private TransactionMarkers() {}

    /**
     * Ends transactions in their partitions.
     *
     * @param address host and port of the leader of all of them
     * @param told of the producers, by id
     */
    static void write(
            String address,
            List<OpenTransaction> open,
            TransactionResult result,
            Map<Long, TransactionDescription> told)
            throws IOException {
        List<TxnMarkerEntry> markers = new ArrayList<>();
        for (OpenTransaction one : open) {
            TransactionDescription transaction = told.get(one.producerId());
            int epoch = transaction == null
                    ? one.producerEpoch()
                    : Math.max(one.producerEpoch(), transaction.producerEpoch());
            markers.add(new TxnMarkerEntry(
                    one.producerId(),
                    (short) epoch,
                    one.coordinatorEpoch(),
                    result,
                    List.of(one.partition()),
                    epoch > one.producerEpoch() ? EPOCH_FOR_EACH : 0));
        }
        short version = ApiKeys.WRITE_TXN_MARKERS.latestVersion();
        RequestHeader header = new RequestHeader(ApiKeys.WRITE_TXN_MARKERS, version, "hypercare-transactions", 1);
        WriteTxnMarkersResponse response = (WriteTxnMarkersResponse)
                ask(address, header, new WriteTxnMarkersRequest.Builder(markers).build(version));
        for (Map<TopicPartition, Errors> errors : response.errorsByProducerId().values()) {
            for (Map.Entry<TopicPartition, Errors> error : errors.entrySet()) {
                // A producer that has gone on there meanwhile: its next end is the end of this one too.
                boolean overtaken = error.getValue() == Errors.INVALID_PRODUCER_EPOCH;
                if (error.getValue() != Errors.NONE && !overtaken) {
                    throw new IOException(
                            "the broker does not end a transaction in " + error.getKey() + ": " + error.getValue());
                }
            }
        }
    }

    private static AbstractResponse ask(String address, RequestHeader header, WriteTxnMarkersRequest request)
            throws IOException {
        ByteBuffer bytes = request.serializeWithHeader(header);
        int colon = address.lastIndexOf(':');
        try (Socket socket = new Socket(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)))) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            byte[] sent = new byte[bytes.remaining()];
            bytes.get(sent);
            out.writeInt(sent.length);
            out.write(sent);
            out.flush();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            return AbstractResponse.parseResponse(ByteBuffer.wrap(in.readNBytes(in.readInt())), header);
        }
    }
}
