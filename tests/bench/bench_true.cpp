// The unit of every spawn figure: a static program that does nothing.
int main() {
  return 0;
}
