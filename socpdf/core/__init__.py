"""What every stage needs and no stage owns: lengths, places, messages, time and files."""
