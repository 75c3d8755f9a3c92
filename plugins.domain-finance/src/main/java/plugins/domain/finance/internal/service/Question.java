package plugins.domain.finance.internal.service;

import governance.generated.SplitMix;

/**
 * One question and its answer, by a small grammar.
 *
 * @param text the question
 * @param answer what an agent says; null where there is no answer
 */
record Question(String text, String answer) {
  private static final String[][] INTENTS = {
    {
      "card lost",
      "We have blocked your card. A new one comes by post within five days.",
      "my card is gone",
      "I have lost my card",
      "somebody took my card",
      "I cannot find my card"
    },
    {
      "card declined",
      "Please check the limit of your card in the app, then try again.",
      "my card was declined",
      "the shop did not take my card",
      "I could not pay with my card",
      "the machine refuses my card"
    },
    {
      "balance",
      "You see the balance of your account on the first page of the app.",
      "how much money do I have",
      "what is left on my account",
      "I want to know my balance",
      "is my wage on the account"
    },
    {
      "transfer",
      "A transfer within the country takes one working day.",
      "how do I send money to a friend",
      "when does my transfer arrive",
      "I want to transfer money",
      "the money I sent has not arrived"
    },
    {
      "fees",
      "The account costs three euro a month; the list of all fees is on our page.",
      "why was I charged",
      "what does the account cost",
      "which fees do you take",
      "I do not understand the fee on my statement"
    },
    {
      "loan rate",
      "The rate depends on the term; our advisers make you an offer.",
      "what is your rate for a loan",
      "how much interest do I pay for credit",
      "I want to borrow for a house",
      "can I have a loan for a car"
    },
    {
      "password",
      "Choose forgot password on the login page; a code comes to your phone.",
      "I forgot my password",
      "I cannot log in",
      "the app does not know my password",
      "my login is blocked"
    },
    {
      "address",
      "Change your address in the app under profile.",
      "I have moved to another street",
      "my address is new",
      "how do I change my address",
      "send letters to my new home"
    }
  };

  /** The long tail: what it is on, the start of its answer, and one of four forms. */
  private static final String[] TAIL = {
    "a safe deposit box",
    "coins in large bags",
    "gold bars",
    "a cheque from abroad",
    "an account for my child",
    "a card with my photo",
    "gifts for new customers",
    "the savings plan",
    "foreign notes",
    "a letter of credit",
    "the deed of a house",
    "a joint account",
    "power of attorney",
    "the account of a deceased person",
    "a tax statement",
    "shares of a company",
    "a fund for pensions",
    "insurance for travel",
    "an invoice in dollars",
    "a loan for students",
    "opening hours on holidays",
    "parking at the branch",
    "a ramp for wheelchairs",
    "letters in large print",
    "sign language",
    "a receipt from last year",
    "a guarantee for rent",
    "a company account",
    "donations to a club",
    "the museum of the bank"
  };

  private static final String[] PERSONS = {
    "the brother of my neighbour", "a pilot", "the queen", "my cat", "the weather man", "a poet"
  };

  private static final String[] DEEDS = {
    "sings in the rain",
    "likes soup",
    "will win the cup",
    "sleeps all day",
    "paints the moon",
    "tells jokes"
  };

  /** Draws a question of an intent. */
  static Question ask(SplitMix random, String intent) {
    String greeting = random.pick("", "hello , ", "good morning , ", "please help , ", "sorry , ");
    String end = random.pick("", " ?", " , thank you", " today", " , what now");
    for (String[] each : INTENTS) {
      if (each[0].equals(intent)) {
        String matter = each[random.between(2, each.length - 1)];
        return new Question(greeting + matter + end, each[1]);
      }
    }
    if (intent.equals("other")) {
      String matter = TAIL[random.between(0, TAIL.length - 1)];
      String form =
          random.pick(
              "do you have", "I would like to ask about", "who can tell me about", "is there");
      return new Question(
          greeting + form + " " + matter + end,
          "On " + matter + " see our leaflet, page " + page(matter) + ".");
    }
    String person = PERSONS[random.between(0, PERSONS.length - 1)];
    String deed = DEEDS[random.between(0, DEEDS.length - 1)];
    return new Question(greeting + "tell me why " + person + " " + deed, null);
  }

  private static int page(String matter) {
    int page = 1;
    while (!TAIL[page - 1].equals(matter)) {
      page++;
    }
    return page;
  }
}
