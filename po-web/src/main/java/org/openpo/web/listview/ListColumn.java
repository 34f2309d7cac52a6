package org.openpo.web.listview;

/** A column of a list that people choose: a constant of the list's own enum. */
public interface ListColumn {
    /** As addresses and layouts name it. */
    String name();

    /** Key of its title in the messages. */
    String title();

    /** Sort that a click on its head chooses, or null. */
    Enum<?> sort();

    /** Shown to somebody who has chosen nothing. */
    boolean isStandard();
}
