/** Customer service: answers by intent, retrieval for the rest, and the generated dialogues. */
package plugins.domain.finance.internal.service;
