package dev.hypercare.query;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The order of lists. */
class ListPlaceTest {

    @Property
    void partsOfNumbersStandInTheOrderOfTheNumbers(@ForAll long one, @ForAll long other) {
        assertThat(Integer.signum(ListPlace.of(ListPlace.up(one)).compareTo(ListPlace.of(ListPlace.up(other)))))
                .isEqualTo(Long.compare(one, other));
        assertThat(Integer.signum(ListPlace.of(ListPlace.down(one)).compareTo(ListPlace.of(ListPlace.down(other)))))
                .isEqualTo(Long.compare(other, one));
    }

    @Property
    void anEarlierPartDecidesBeforeALaterOne(@ForAll long one, @ForAll long other, @ForAll String a, @ForAll String b) {
        int order = Integer.signum(ListPlace.of(ListPlace.up(one), a).compareTo(ListPlace.of(ListPlace.up(other), b)));
        assertThat(order).isEqualTo(one == other ? Integer.signum(a.compareTo(b)) : Long.compare(one, other));
    }
}
