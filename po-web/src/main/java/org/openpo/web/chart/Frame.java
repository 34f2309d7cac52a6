package org.openpo.web.chart;

/**
 * The size of a picture and the room around its plot, in units of its view box.
 *
 * @param ticks       about so many values at the left
 * @param labels      at most so many months below
 * @param expiryWidth room that the words at the expiration need
 */
public record Frame(int width, int height, int left, int right, int top, int bottom, int ticks, int labels, int expiryWidth) {
    /** Beside the balance, on screens that are wide. */
    public static final Frame WIDE = new Frame(940, 270, 56, 20, 18, 38, 4, 12, 150);
    /** On telephones. */
    public static final Frame NARROW = new Frame(340, 246, 52, 12, 18, 40, 3, 6, 80);

    /** Where the plot ends at the right, by the origin of the view box. */
    public int plotRight() {
        return width - right;
    }

    /** Where the plot ends below. */
    public int plotBottom() {
        return height - bottom;
    }
}
