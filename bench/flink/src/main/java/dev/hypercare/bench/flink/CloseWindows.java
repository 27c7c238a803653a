package dev.hypercare.bench.flink;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Panes and minutes in one operator, with one state and one timer a series and pane: two of Flink's window operators would look up a state for
 * each and shuffle once more. A minute is added up from its panes.
 */
final class CloseWindows extends KeyedProcessFunction<String, PanePart, byte[]> {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("NullAway.Init") // Flink calls open first
    private transient ValueState<OpenPanes> open;

    private transient WindowWriter writer = new WindowWriter();

    @Override
    public void open(OpenContext context) {
        open = getRuntimeContext()
                .getState(new ValueStateDescriptor<>(
                        "open-panes", new PlainType<>(OpenPanes.class, OpenPanesSerializer.INSTANCE)));
        writer = new WindowWriter();
    }

    @Override
    public void processElement(PanePart part, Context context, Collector<byte[]> out) throws Exception {
        OpenPanes panes = open.value();
        if (panes == null) {
            panes = new OpenPanes();
        }
        if (panes.add(part.start, part.measures)) {
            context.timerService().registerEventTimeTimer(part.start + PaneCombine.PANE - 1);
        }
        open.update(panes);
    }

    @Override
    public void onTimer(long last, OnTimerContext context, Collector<byte[]> out) throws Exception {
        OpenPanes panes = open.value();
        if (panes == null) {
            return;
        }
        String series = context.getCurrentKey();
        byte[] pane = panes.closePane(series, last + 1 - PaneCombine.PANE, writer);
        if (pane != null) {
            out.collect(pane);
        }
        long lastOfMinute = OpenPanes.lastOfMinute(last);
        if (last == lastOfMinute) {
            byte[] minute = panes.closeMinute(series, OpenPanes.minuteOf(last), writer);
            if (minute != null) {
                out.collect(minute);
            }
        } else if (panes.closedSize == 1) {
            context.timerService().registerEventTimeTimer(lastOfMinute);
        }
        if (panes.isEmpty()) {
            open.clear();
        } else {
            open.update(panes);
        }
    }
}
