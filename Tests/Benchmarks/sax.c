/* A bare pass of libxml2 over files: everything is parsed, every event is thrown away.
 *
 *     sax [--html] FILE|DIRECTORY...    parses each file whole, in one process
 *     sax --version                     the version of libxml2
 *
 * What it takes is what any checker on libxml2 takes before it looks at a single word. The callbacks
 * are there, though empty: the parser skips work for events that nobody wants.
 */

#include <dirent.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

static void fail(const char *path, const char *why) {
  fprintf(stderr, "sax: %s: %s\n", path, why);
  exit(2);
}

static void start_element(void *context, const xmlChar *name, const xmlChar **attributes) {}
static void end_element(void *context, const xmlChar *name) {}
static void start_element_ns(void *context, const xmlChar *name, const xmlChar *prefix,
                             const xmlChar *uri, int namespace_count, const xmlChar **namespaces,
                             int attribute_count, int defaulted_count,
                             const xmlChar **attributes) {}
static void end_element_ns(void *context, const xmlChar *name, const xmlChar *prefix,
                           const xmlChar *uri) {}
static void characters(void *context, const xmlChar *text, int byte_count) {}
static void comment(void *context, const xmlChar *text) {}
static void instruction(void *context, const xmlChar *target, const xmlChar *data) {}
static void message(void *context, const char *format, ...) {}

static xmlSAXHandler events(int is_html) {
  xmlSAXHandler handler;
  memset(&handler, 0, sizeof handler);
  handler.characters = characters;
  handler.ignorableWhitespace = characters;
  handler.cdataBlock = characters;
  handler.comment = comment;
  handler.processingInstruction = instruction;
  handler.warning = message;
  handler.error = message;
  if (is_html) {
    handler.startElement = start_element;
    handler.endElement = end_element;
  } else {
    handler.initialized = XML_SAX2_MAGIC;
    handler.startElementNs = start_element_ns;
    handler.endElementNs = end_element_ns;
  }
  return handler;
}

/* The bytes of one file; the next one takes the same memory. */
struct buffer {
  char *bytes;
  size_t count, capacity;
};

static void read_whole(struct buffer *buffer, const char *path) {
  int file = open(path, O_RDONLY);
  struct stat status;
  if (file < 0 || fstat(file, &status) != 0) fail(path, "cannot be opened");
  size_t size = (size_t)status.st_size;
  if (size > buffer->capacity || buffer->bytes == NULL) {
    free(buffer->bytes);
    buffer->capacity = size + 1;
    buffer->bytes = malloc(buffer->capacity);
    if (buffer->bytes == NULL) fail(path, "not enough memory");
  }
  for (buffer->count = 0; buffer->count < size;) {
    ssize_t got = read(file, buffer->bytes + buffer->count, size - buffer->count);
    if (got <= 0) fail(path, "cannot be read");
    buffer->count += (size_t)got;
  }
  close(file);
}

static void parse(const struct buffer *buffer, const char *path, int is_html) {
  xmlSAXHandler handler = events(is_html);
  xmlParserCtxtPtr context = is_html
      ? htmlCreateMemoryParserCtxt(buffer->bytes, (int)buffer->count)
      : xmlCreateMemoryParserCtxt(buffer->bytes, (int)buffer->count);
  if (context == NULL) fail(path, "no parser for it");
  *context->sax = handler;
  if (is_html) {
    htmlCtxtUseOptions(context, HTML_PARSE_NONET);
    htmlParseDocument(context);
  } else {
    /* Without HUGE the parser stops at 10 MB of text in one node. */
    xmlCtxtUseOptions(context, XML_PARSE_HUGE | XML_PARSE_NONET);
    xmlParseDocument(context);
    /* A pass that stopped early would look fast. */
    if (!context->wellFormed) fail(path, "not well-formed");
  }
  if (context->myDoc != NULL) {
    xmlFreeDoc(context->myDoc);
    context->myDoc = NULL;
  }
  xmlFreeParserCtxt(context);
}

static unsigned long document_count, byte_count;

static void visit(struct buffer *buffer, const char *path, int is_html) {
  struct stat status;
  if (stat(path, &status) != 0) fail(path, "not found");
  if (!S_ISDIR(status.st_mode)) {
    read_whole(buffer, path);
    parse(buffer, path, is_html);
    document_count += 1;
    byte_count += buffer->count;
    return;
  }
  DIR *directory = opendir(path);
  if (directory == NULL) fail(path, "cannot be opened");
  for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
    char inside[4096];
    if (entry->d_name[0] == '.') continue;
    int length = snprintf(inside, sizeof inside, "%s/%s", path, entry->d_name);
    if (length < 0 || (size_t)length >= sizeof inside) fail(path, "too long a path");
    visit(buffer, inside, is_html);
  }
  closedir(directory);
}

int main(int count, char **arguments) {
  struct buffer buffer = {NULL, 0, 0};
  int is_html = 0;
  for (int index = 1; index < count; index++) {
    if (strcmp(arguments[index], "--version") == 0) {
      printf("libxml2 %s\n", LIBXML_DOTTED_VERSION);
    } else if (strcmp(arguments[index], "--html") == 0) {
      is_html = 1;
    } else {
      visit(&buffer, arguments[index], is_html);
    }
  }
  if (document_count > 0) printf("%lu documents, %lu bytes\n", document_count, byte_count);
  free(buffer.bytes);
  xmlCleanupParser();
  return 0;
}
