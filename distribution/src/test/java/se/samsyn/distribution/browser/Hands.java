package se.samsyn.distribution.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;

/** A person at a page, with what it costs them: each press of the pointer or of a key counts, what they write apart. */
final class Hands {

    private static final double SECONDS_PER_ACT = 2;
    private static final double SECONDS_PER_PAGE = 10;
    private static final double LETTERS_PER_SECOND = 3.3;

    private final Page page;
    private int acts;
    private int letters;
    private int pages = 1;

    Hands(Page page) {
        this.page = page;
    }

    /** Presses something on the page. */
    void press(String selector) {
        press(page.locator(selector).first());
    }

    void press(Locator what) {
        acts++;
        what.click();
    }

    /** Presses what leads to another page, which is then to be read. */
    void goOn(Locator what) {
        pages++;
        press(what);
        page.waitForLoadState();
    }

    void goOn(String selector) {
        goOn(page.locator(selector).first());
    }

    /** Goes to a field and writes in it. */
    void write(String name, String text) {
        press("main [name='" + name + "']");
        page.keyboard().insertText(text);
        letters += text.length();
    }

    /** Presses of the pointer and of keys, but those that write. */
    int acts() {
        return acts;
    }

    /** How long it takes someone who reads each page, finds what to press and writes forty words a minute. */
    Duration time() {
        double seconds = acts * SECONDS_PER_ACT + pages * SECONDS_PER_PAGE + letters / LETTERS_PER_SECOND;
        return Duration.ofSeconds(Math.round(seconds));
    }
}
